/**
 * Every sentence of the widget, by what it says. A language is one file, and its line in `languages.ts`; a key that is missing fails the compiler.
 * What the first screen says stands apart, because it is loaded first; and what few people read, because it is loaded for them alone.
 */
import type {
  Cause,
  CodeMethodName,
  DrillOutcome,
  EvidenceName,
  Fate,
  IdentifierRefusal,
  KeptMethodName,
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

export interface FirstTexts {
  /** BCP 47. */
  language: string
  direction: 'ltr' | 'rtl'
  loading: string
  next: string
  tryAgain: string
  tryAgainIn(seconds: number): string
  step(number: number, of: number): string
  /** Of a list to choose from: short, because the heading above it was just read. */
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
  /** A sentence that stands beside the button, and is read aloud when it is pressed too early. */
  resendIn(seconds: number): string
  resendNoMore: string
  /** After another one was sent: what becomes of those before it. */
  resent: string
}

type OfDirectories = 'directory-unavailable' | 'directory-unsure'

export interface RestTexts extends ResendTexts {
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
  /** When others have come. */
  charactersNew: string
  useWork: string
  /** When there is nothing to type any more. */
  workInstead: string
  workRefused: string
  account: string
  otherAccount: string
  chooseTitle: string
  chooseLead: string
  chooseMissing: string
  progress(proven: number, needed: number): string
  methods: Record<CodeMethodName, string>
  /** Read aloud in place of `j•••@e•••`; it stands within other sentences. */
  maskedEmail(local: string, host: string): string
  /** Read aloud in place of `••••••12`; the digits stand apart. */
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
  /** It was not counted. */
  notACode(length: number): string
  codeEndsSoon(minutes: number): string
  /** When another try is worth it, and how many messages one address gets in which time. */
  whenLate(wait: string, rooms: string): string
  /** So many messages in such a time. */
  room(most: number, time: string): string
  guessesLeft(count: number): string
  passwordTitle: string
  passwordLabel: string
  passwordMissing: string
  passwordHint(minLength: number): string
  passwordMore(count: number): string
  passwordGood: string
  passwordStrong: string
  /** Of a button that stays pressed. */
  reveal: string
  savePassword: string
  /** What a new password does where somebody else may be in the account. */
  shut: string
  passwordChanged: Ending
  news: Record<
    Exclude<
      NewsCode,
      'identifier-refused' | 'password-refused' | 'completion-refused' | 'contact-refused' | 'code-expired' | 'not-a-code' | OfDirectories
    >,
    string
  >
  /** What the page sees by itself. */
  passwordRefused: Record<PlainRefusal, string>
  endsSoon(minutes: number): string
  outOfOrder: string
}

export interface WaysTexts {
  /** Why a name can't be read, and what to write instead. */
  identifierRefused: Record<Exclude<IdentifierRefusal, 'empty'>, string>
  /** Where a site keeps its accounts itself. */
  news: Record<OfDirectories, string>
  /** What the server finds in its lists. */
  passwordRefused: Record<Exclude<PasswordRefusal, PlainRefusal>, string>
  codeFilled: string
  /** Where not all of them are addresses. */
  chooseAny: string
  keptMethods: Record<Exclude<MethodName, CodeMethodName>, string>
  approvalTitle: string
  approvalLead(masked: string | undefined): string
  /** Before the number, which is said after it. */
  approvalNumber: string
  approvalHint: string
  approvalUntil(minutes: number): string
  approvalOver: string
  /** The button for who does not want to wait until the screen notices by itself. */
  approvalDone: string
  approvalWaits: string
  approvalNotYet: string
  /** Why the person stands where they choose a way once more. */
  approvalVoid: string
  approvalResends: ResendTexts
  /** As `approval…`, where a device that is signed in is asked. */
  device: { title: string; lead: string; hint: string; until(minutes: number): string; over: string; notYet: string; void: string }
  kept: Record<KeptMethodName, { title: string; lead: string; label: string; hint: string; wrong: string }>
  /** Of contacts: so many codes were right, of so many that are needed. */
  heard(right: number, needed: number): string
  passkeyNotGiven: string
  /** In place of a new password. */
  newPasskey: { title: string; lead: string; label: string; notMade: string; refused: string; none: string }
  stoppedTitle: string
  stops: Record<Stop, string>
  /** How else an attempt ends. */
  endings: Record<Exclude<Outcome, DrillOutcome | 'password-changed'>, Ending>
  /** Proven by the only address that hears of it: between these moments it goes on. */
  wait: { title: string; lead(from: string, until: string): string; why: string; sooner: string }
  noPasskeys: string
  /** How a practice run ended. */
  practised: Record<DrillOutcome, { title: string; lead: string }>
  savedCodesLeft(count: number): string
  /** Of before: they go on signing in. */
  passkeysLeft(count: number): string
  /** What stands before the new one. */
  savedCodeNew: string
  reviewTitle: string
  reviewLead: string
  reviewed: Record<ReviewedChange, string>
  /** Of a change: names and addresses that went, and that came. */
  reviewGone(list: string): string
  reviewCame(list: string): string
  /** Why a change can't be marked. */
  fates: Record<Exclude<Fate, 'open'>, string>
  reviewNext(marked: number): string
  latelyTitle: string
  /** Before a whole new sheet. */
  savedCodesNew: string
  diagnosisTitle: string
  /** Why it is so, and what follows from it. */
  causes: Record<Cause, { why: string; what: string }>
  since(moment: string): string
  wrongSignIns(count: number, moment: string): string
  /** Of which browsers. */
  wrongFrom(list: string): string
  opensAt(moment: string): string
  /** Of an account that has no password, or one beside it. */
  signsInWith(services: string): string
  names(names: string): string
  remedies: Record<Remedy, string>
  lookAgain: string
  helpTitle: string
  helpLead(site: string): string
  /** Why a right proof led here. */
  helpHalfProven: string
  /** What happens next, what may be asked, and what never is. */
  helpExpect(site: string): string
  helpDirect: string
  /** To the page on which both show that they are before the real site. */
  helpCall: string
  helpSend: string
  reference(reference: string): string
  /** To the page that says how far a case is. */
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
  /** Before what the realm asks besides. */
  evidenceLead: string
  /** Of a month: its year. */
  evidence: Record<EvidenceName, string>
  /** Read after the question about the year. */
  evidenceMonth: string
  evidenceUnsure: string
}

export type Texts = FirstTexts & RestTexts
