/** What emails and text messages say. Each language has all of it: a missing sentence fails the type check. */
import type { AccountChange, CaseAnswer } from '@regain/core'

export interface MessageTexts {
  codeSubject(site: string): string
  codeTitle(site: string): string
  codeIntro: string
  codeUntil(minutes: number): string
  /** Which code of its attempt it is, and when the older ones expire. */
  codeOthers(place: number, sent: string, until: string): string
  codeSecret(site: string): string
  codeNotYou: string
  approvalSubject(site: string): string
  /** The text above the link. */
  approvalIntro: string
  approvalSecret(site: string): string
  approvalNotYou: string
  /** For a practice run: who started it, and that it changes nothing. */
  codeDrill(site: string): string
  /** In place of `codeTitle` and `codeNotYou`, if the code confirms a new method or address. */
  holdTitle(site: string): string
  holdNotYou(site: string): string
  codeNotMine(site: string, url: string): string
  asked(when: string, browser: string | undefined): string
  changedSubject(site: string): string
  changedTitle(site: string): string
  changedIntro(when: string): string
  /** How many existing passkeys still work, and where to review them. */
  changedPasskeys(site: string, count: number): string
  changedNotYou(site: string): string
  noticeSubject(site: string): string
  /** For a change by the owner, or by somebody in their place. */
  changeSubject(site: string): string
  /** For a change by the site's staff or the owner: what it means for the reader. */
  notices: Record<AccountChange, (site: string) => string>
  /** The text above the link that undoes a change. */
  undo(days: number): string
  undoShort(url: string): string
  noticeWhen(when: string): string
  /** When the new method or address begins to count. */
  noticeHeld(when: string): string
  /** For a recovery that waits: when it can continue. */
  recoveryGoesOn(when: string): string
  caseSubject(site: string): string
  caseAnswers: Record<CaseAnswer, (site: string, origin: string) => string>
  caseAsked(when: string): string
  caseAppeal(url: string): string
  /** Two operators have agreed to let somebody in: what it means, until when the reader can stop it, and how. */
  accessAsked(site: string): string
  accessGoesOn(when: string): string
  accessDeny(url: string): string
  accessGiven(site: string): string
  accessUntil(when: string): string
  /** To a person without an account here, whom an owner wants as a recovery contact. */
  contactInviteSubject(whose: string, site: string): string
  contactInvite(whose: string, site: string): string
  contactInviteMeans: string
  contactInviteOpen(url: string, days: number): string
  contactInviteNo: string
  /** To a contact: somebody wants to get back in. */
  contactAskSubject(whose: string, site: string): string
  contactAsk(whose: string, site: string): string
  contactAskOpen(url: string): string
  contactAskWarn(site: string): string
  contactAskUntil(when: string): string
  contactLeave(url: string): string
  /** The reader depends on a single method or address: what that means, where to fix it, and how to unsubscribe. */
  reminderSubject(site: string): string
  reminderLead(site: string): string
  reminderWhere(origin: string): string
  reminderStop(url: string): string
  contact(how: string): string
  receipt(url: string): string
  sms(site: string, code: string, minutes: number): string
  smsDrill(site: string): string
  /** Short: which code of its attempt it is. */
  smsPlace(place: number): string
  smsChanged(site: string): string
}
