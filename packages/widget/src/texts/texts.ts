/** Every sentence of the widget, by what it says. A language is one file; a key that is missing there fails the compiler. */
import type { IdentifierRefusal, LockCause, MethodName, NewsCode, PasswordRefusal, Reason, Stop } from '@regain/core'

export interface Texts {
  direction: 'ltr' | 'rtl'
  loading: string
  next: string
  back: string
  cancel: string
  again: string
  working: string
  asksNobody(site: string): string
  support: string
  reasonTitle: string
  reasons: Record<Reason, string>
  identifyTitle: string
  identifyLead(site: string): string
  identifierLabel: string
  identifierHint: string
  checking: string
  charactersLabel: string
  charactersImage: string
  charactersListen: string
  charactersOther: string
  useCharacters: string
  useWork: string
  chooseTitle: string
  chooseLead: string
  progress(proven: number, needed: number): string
  methods: Record<MethodName, string>
  completeAddress(masked: string): string
  completeDigits(masked: string): string
  completeWhole: Record<MethodName, string>
  sendCode: string
  noMethod: string
  codeTitle: string
  codeLead(masked: string | undefined): string
  codeLabel: string
  guessesLeft(count: number): string
  codeUntil(minutes: number): string
  codeOver: string
  resend: string
  resendIn(seconds: number): string
  resendNoMore: string
  resent: string
  passwordTitle: string
  passwordLabel: string
  passwordHint(minLength: number): string
  passwordMore(count: number): string
  passwordEnough: string
  reveal: string
  conceal: string
  savePassword: string
  diagnosisTitle: string
  causes: Record<LockCause, string>
  helpTitle: string
  helpLead(site: string): string
  helpNothing(site: string): string
  getHelp: string
  doneTitle: string
  doneLead(site: string): string
  stoppedTitle: string
  stops: Record<Stop, string>
  news: Record<Exclude<NewsCode, 'identifier-refused' | 'password-refused'>, string>
  identifierRefused: Record<IdentifierRefusal, string>
  passwordRefused: Record<PasswordRefusal, string>
  empty: string
  offline: string
  retrying: string
  tooMany(seconds: number): string
  unreachable: string
  notSetUp: string
  outOfOrder: string
}
