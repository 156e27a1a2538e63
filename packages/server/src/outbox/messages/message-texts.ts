/** What every language has words for. */
import type { AccountChange, CaseAnswer } from '../message.ts'

export interface MessageTexts {
  direction: 'ltr' | 'rtl'
  codeSubject(site: string): string
  codeTitle(site: string): string
  codeIntro: string
  codeUntil(minutes: number): string
  codeSecret(site: string): string
  codeNotYou: string
  codeNotMine(site: string, url: string): string
  asked(when: string, browser: string | undefined): string
  changedSubject(site: string): string
  changedTitle(site: string): string
  changedIntro(when: string): string
  changedNotYou(site: string): string
  noticeSubject(site: string): string
  /** Somebody of the site, or the owner, did this: what it means for the reader. */
  notices: Record<AccountChange, (site: string) => string>
  /** Stands above the link by which a change is undone. */
  undo(days: number): string
  undoShort(url: string): string
  noticeWhen(when: string): string
  caseSubject(site: string): string
  caseAnswers: Record<CaseAnswer, (site: string, origin: string) => string>
  caseAsked(when: string): string
  caseAppeal(url: string): string
  /** Two people of the site agreed to let somebody in: what it means, until when it can be stopped, and how. */
  accessAsked(site: string): string
  accessGoesOn(when: string): string
  accessDeny(url: string): string
  accessGiven(site: string): string
  accessUntil(when: string): string
  contact(how: string): string
  receipt(url: string): string
  sms(site: string, code: string, minutes: number): string
  smsChanged(site: string): string
}
