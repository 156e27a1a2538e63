/** What the pages behind links say. Each language has all of it: a missing sentence fails the type check. */
import type { ShownCaseState } from '@regain/core'

export interface PageTexts {
  /** The page behind an approval link. */
  approval: ApproveTexts
  /** The page for a person who is on the phone with support. */
  calls: CallTexts
  /** The pages about cases. */
  cases: CaseTexts
  /** The pages for recovery contacts. */
  contacts: ContactTexts
  /** The page that removes an address from someone else's account. */
  notMine: NotMineTexts
  /** The page for a refused request. */
  problems: ProblemTexts
  /** The page behind a receipt. */
  receipts: ReceiptTexts
  /** The page that unsubscribes from reminders. */
  reminders: ReminderTexts
  /** The page behind an undo link. */
  undo: UndoTexts
  /** The hosted page, beside the widget. */
  hosted: HostedPageTexts
  /** Above a form that was sent without its tick. */
  unmarked: string
}

export interface ApproveTexts {
  title(site: string): string
  lead(site: string): string
  begun(when: string): string
  browser(name: string): string
  place(country: string): string
  label: string
  hint: string
  button: string
  otherwise: string
  notMeMark: string
  notMe: string
  unread: string
  unmarked: string
  'approved'(site: string): string
  'other-number'(site: string): string
  'denied'(site: string): string
  goneTitle: string
  gone: string
}

export interface CallTexts {
  beginTitle: string
  begin(site: string): string
  beginButton: string
  title(site: string): string
  read: string
  keepOpen: string
  waiting(site: string): string
  taken(site: string, who: string): string
  over(site: string): string
  denied(site: string): string
  differs: string
  denyButton: string
  lookButton: string
  provesOnly(site: string): string
}

export interface CaseTexts {
  statusTitle(site: string): string
  referenceLabel: string
  referenceHint: string
  statusButton: string
  states: Record<ShownCaseState, (site: string) => string>
  unknown: string
  denyTitle: string
  denyLead(site: string): string
  denyMark: string
  denyButton: string
  denied(site: string): string
  tooLate(site: string): string
  appealTitle(site: string): string
  appealLead(site: string): string
  appealMark: string
  appealButton: string
  appealed(site: string): string
  over: string
  /** For no site in particular: what the person can still do. */
  overLead: string
  contact: string
  genuineTitle(site: string): string
  genuineLead(site: string): string
  genuinePage: string
  genuineReach: string
  genuineNoReach: string
  genuineFrom: string
  genuineNever: string
  never(site: string): readonly string[]
  genuineDoubt: string
  continueTitle(site: string): string
  continueLead(site: string): string
  continueMark: string
  continueButton: string
}

export interface ContactTexts {
  /** The page to accept or decline being a contact. */
  inviteTitle(whose: string): string
  inviteLead(whose: string, site: string): string
  inviteMeans: readonly string[]
  acceptMark: string
  accept: string
  leaveMark: string
  decline: string
  accepted(whose: string): string
  declined: string
  isTitle(whose: string): string
  isLead(whose: string, site: string): string
  leave: string
  /** The page for a contact who is asked to help. */
  askTitle(whose: string): string
  askLead(whose: string, site: string): string
  askWhen: string
  warnings(site: string): readonly string[]
  confirmMark: string
  confirm: string
  strangeMark: string
  strange: string
  strangeWhy: string
  codeTitle: string
  codeLead(whose: string): string
  codeAgain: string
  codeUntil(when: string): string
  stopped(site: string): string
  /** The page for the owner, whose contacts are asked. */
  ownerTitle(site: string): string
  ownerLead(site: string): string
  ownerMark: string
  ownerStop: string
  ownerElse: string
  overTitle: string
  over: string
}

export interface NotMineTexts {
  title(site: string): string
  lead(site: string): string
  means: string
  /** The label of the tick box above the button. */
  mark: string
  button: string
  otherwise: string
  done(site: string): string
  frozen(site: string): string
  goneTitle: string
  gone: string
}

export interface ProblemTexts {
  wait: { title: string; lead(minutes: number): string }
  nothing: { title: string; lead: string }
  broken: { title: string; lead: string; number(id: string): string }
}

export interface ReceiptTexts {
  pendingTitle: string
  pending: string
  title: string
  changed(when: string): string
  unchanged(when: string): string
  notYou: string
  forPrograms(event: number, checkpoint: number): string
}

export interface ReminderTexts {
  title(site: string): string
  lead(site: string): string
  button: string
  done(site: string): string
  over: string
  overLead: string
}

export interface UndoTexts {
  title(site: string): string
  lead: string
  /** The label of the tick box above the button. */
  mark: string
  button: string
  otherwise: string
  goOn: string
  goOnButton: string
  goneTitle: string
  gone: string
}

export interface HostedPageTexts {
  noScript(site: string): string
  home(site: string): string
}
