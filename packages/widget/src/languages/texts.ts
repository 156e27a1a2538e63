/**
 * The sentences of `<regain-account>`, by name: a language without one of them fails the type check. They are in three parts. The first screen's load
 * at once, the later steps' while the person reads that screen, and the rare steps' when somebody needs one of them.
 */
import type {
  Activity,
  Cause,
  CodeMethodName,
  Direction,
  DrillOutcome,
  EvidenceName,
  Fate,
  IdentifierRefusal,
  KeptMethodName,
  Language,
  MethodName,
  NewsCode,
  Outcome,
  PasswordRefusal,
  PlainRefusal,
  Reason,
  Remedy,
  ReviewedChange,
  Stop,
} from '@regain/core'

/** The language of the sentences beside it. */
export interface Spoken {
  language: Language
  direction: Direction
}

export interface FirstTexts {
  loading: string
  next: string
  tryAgain: string
  tryAgainIn(seconds: number): string
  step(number: number, of: number): string
  /** Names a list of choices for screen readers: short, because they have just read the heading above it. */
  choices: string
  reasonTitle: string
  reasonMissing: string
  reasons: Record<Reason, string>
  identifyTitle: string
  identifyLead(site: string): string
  identifierLabel: string
  identifierHint: string
  identifierMissing: string
  slow: string
  offline: string
  tooMany: string
  unreachable: string
  notSetUp: string
}

interface Ending {
  title: string
  lead(site: string): string
}

export interface ResendTexts {
  resend: string
  /** Beside the button, and read aloud when somebody presses it too early. */
  resendIn(seconds: number): string
  resendNoMore: string
  /** After another one was sent: whether the earlier ones still work. */
  resent: string
}

type DirectoryNews = 'directory-unavailable' | 'directory-unsure'

export interface LaterTexts extends ResendTexts {
  back: string
  cancel: string
  again: string
  asksNobody(site: string): string
  support: string
  problemTitle: string
  useCharacters: string
  checking: string
  charactersLabel: string
  charactersMissing: string
  charactersImage: string
  charactersListen: string
  charactersStop: string
  charactersOther: string
  /** Read aloud when new characters are shown. */
  charactersNew: string
  useWork: string
  /** Read aloud when the automatic check takes their place. */
  workInstead: string
  workRefused: string
  account: string
  otherAccount: string
  chooseTitle: string
  chooseLead: string
  chooseMissing: string
  progress(proven: number, needed: number): string
  methods: Record<CodeMethodName, string>
  /** Read aloud in place of `j•••@e•••`, within other sentences. */
  maskedEmail(local: string, host: string): string
  /** Read aloud in place of `••••••12`, within other sentences; with spaces between the digits. */
  maskedPhone(digits: string): string
  completeAddress(masked: string): string
  completeDigits(masked: string): string
  completeWhole: Record<CodeMethodName, string>
  completeWhy: string
  completeMissing: string
  sendCode: string
  noMethod: string
  codeTitle: string
  codeLead(masked: string | undefined): string
  codeLabel: string
  codeMissing: string
  codeUntil(minutes: number): string
  codeOver: string
  /** What was entered has another length, and did not count as a try. */
  notACode(length: number): string
  codeEndsSoon(minutes: number): string
  /** How long to wait for a message, and how many of them an address gets in which time. */
  whenLate(wait: string, rooms: string): string
  /** A number of messages in a time, for `whenLate`. */
  room(most: number, time: string): string
  guessesLeft(count: number): string
  passwordTitle: string
  passwordLabel: string
  passwordMissing: string
  passwordHint(minLength: number): string
  passwordMore(count: number): string
  passwordGood: string
  passwordStrong: string
  /** A button that stays pressed: it does not change its name. */
  reveal: string
  savePassword: string
  /** What a new password does, where someone else may be in the account. */
  shut: string
  passwordChanged: Ending
  news: Record<
    Exclude<
      NewsCode,
      'identifier-refused' | 'password-refused' | 'completion-refused' | 'contact-refused' | 'code-expired' | 'not-a-code' | DirectoryNews
    >,
    string
  >
  /** What the browser finds out by itself. */
  passwordRefused: Record<PlainRefusal, string>
  endsSoon(minutes: number): string
  outOfOrder: string
}

export interface RareTexts {
  /** Why a name can’t be read, and what to enter instead. */
  identifierRefused: Record<Exclude<IdentifierRefusal, 'empty'>, string>
  /** From sites that keep their accounts themselves. */
  news: Record<DirectoryNews, string>
  /** What only the server finds out. */
  passwordRefused: Record<Exclude<PasswordRefusal, PlainRefusal>, string>
  codeFilled: string
  /** The heading where some of the methods are not addresses. */
  chooseAny: string
  keptMethods: Record<Exclude<MethodName, CodeMethodName>, string>
  approvalTitle: string
  approvalLead(masked: string | undefined): string
  /** Before the number itself. */
  approvalNumber: string
  approvalHint: string
  approvalUntil(minutes: number): string
  approvalOver: string
  /** A button for people who don’t want to wait until the screen notices by itself. */
  approvalDone: string
  approvalWaits: string
  approvalNotYet: string
  /** Why the person has to choose a way again. */
  approvalVoid: string
  approvalResends: ResendTexts
  /** Like `approval…`, for an answer from a device that is signed in. */
  device: { title: string; lead: string; hint: string; until(minutes: number): string; over: string; notYet: string; void: string }
  kept: Record<KeptMethodName, { title: string; lead: string; label: string; hint: string; wrong: string }>
  /** How many codes of contacts were right, and how many are needed. */
  heard(right: number, needed: number): string
  passkeyNotGiven: string
  /** Offered in place of a new password. */
  newPasskey: { title: string; lead: string; label: string; notMade: string; refused: string; none: string }
  stoppedTitle: string
  stops: Record<Stop, string>
  /** The other ways in which an attempt ends. */
  endings: Record<Exclude<Outcome, DrillOutcome | 'password-changed'>, Ending>
  /** The waiting period after a proof by the only address that could be notified: between which moments the recovery continues. */
  wait: { title: string; lead(from: string, until: string): string; why: string; sooner: string }
  noPasskeys: string
  /** How a practice run ended. */
  practised: Record<DrillOutcome, { title: string; lead: string }>
  savedCodesLeft(count: number): string
  /** Existing passkeys, which still work. */
  passkeysLeft(count: number): string
  /** Before the new saved code that replaces the used one. */
  savedCodeNew: string
  reviewTitle: string
  reviewLead: string
  reviewed: Record<ReviewedChange, string>
  /** The names and addresses that a change removed, and those that it added. */
  reviewGone(list: string): string
  reviewCame(list: string): string
  /** Why a change can’t be selected. */
  fates: Record<Exclude<Fate, 'open'>, string>
  reviewNext(marked: number): string
  latelyTitle: string
  /** What happened to the account. */
  activity: Record<Activity, string>
  /** Before a sheet of new codes. */
  savedCodesNew: string
  diagnosisTitle: string
  /** Why the person can’t sign in, and what they can do. */
  causes: Record<Cause, { why: string; what: string }>
  since(moment: string): string
  wrongSignIns(count: number, moment: string): string
  /** The browsers that sent wrong passwords. */
  wrongFrom(list: string): string
  opensAt(moment: string): string
  /** Services through which the account signs in, with or without a password of its own. */
  signsInWith(services: string): string
  names(names: string): string
  remedies: Record<Remedy, string>
  lookAgain: string
  helpTitle: string
  helpLead(site: string): string
  /** Why a correct proof was not enough. */
  helpHalfProven: string
  /** How long a reply takes, and what nobody will ask for. */
  helpExpect(site: string): string
  helpDirect: string
  /** A link to the page where both people on the phone compare codes. */
  helpCall: string
  helpSend: string
  reference(reference: string): string
  /** A link to the status page of the request. */
  caseLook: string
  contactLabel: string
  contactHint: string
  contactMissing: string
  contactRefused: string
  whatHappenedLabel: string
  whatHappenedHint: string
  whatHappenedMissing: string
  lastSignInLabel: string
  lastSignInHint: string
  /** Before the questions about the account. */
  evidenceLead: string
  /** A question for a month asks for its year; `evidenceMonth` follows. */
  evidence: Record<EvidenceName, string>
  evidenceMonth: string
  evidenceUnsure: string
}

export type Texts = Spoken & FirstTexts & LaterTexts
