/** Writes a message as a mail: text and HTML, no picture, and no tracking. */
import type { AccountChange, Language } from '@regain/core'
import { INVITATION_DAYS, languageFor, languages, ownerChanges } from '@regain/core'
import type { MessageTexts } from '../../texts/contract/message-texts.ts'
import { textsFor } from '../../texts/texts-for.ts'
import type {
  AccessAskedMessage,
  AccessGivenMessage,
  AccountChangedMessage,
  ApprovalMessage,
  CaseAnsweredMessage,
  CodeMessage,
  ContactAskedMessage,
  ContactInvitedMessage,
  Message,
  OperatorMessage,
  PasswordChangedMessage,
  PersonMessage,
  ReminderMessage,
  Sender,
  UndoLink,
} from '../message.ts'
import type { Part } from './mail-html.ts'
import { mailHtml } from './mail-html.ts'
import { sayTime } from './say-time.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: string
}

/** Control and bidi characters in a site's name could turn a line around, or end it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()

/** A name that somebody chose goes to people who never heard of us: no mail program may make a link of it. The word joiner is not seen. */
const plainName = (name: string): string => (name.includes('@') ? oneLine(name) : oneLine(name).replaceAll('.', '.\u2060'))

const inLines = (parts: readonly Part[]): string => `${parts.map(({ text }) => text).join('\n\n')}\n`

export function writeMail(message: Message): WrittenMail {
  if (message.kind === 'operator-mail') return writeOperatorMail(message)
  const language = languageFor(message.locale)
  const texts = textsFor(language).messages
  const site = oneLine(message.sender.siteName)
  const { subject, parts } = writeParts(message, texts, site, language)
  // A reminder tells its reader to go to the site by themselves: where that leads is no link in it.
  const linksTo = message.kind === 'reminder' ? message.stopUrl : ''
  return { subject, text: inLines(parts), html: mailHtml(parts, subject, { language, direction: languages[language], linksTo }) }
}

function writeParts(
  message: PersonMessage | ReminderMessage,
  texts: MessageTexts,
  site: string,
  language: Language,
): { subject: string; parts: Part[] } {
  if (message.kind === 'code') return { subject: texts.codeSubject(site), parts: codeParts(message, texts, site, language) }
  if (message.kind === 'approval') return { subject: texts.approvalSubject(site), parts: approvalParts(message, texts, site, language) }
  if (message.kind === 'account-changed')
    return { subject: noticeTitle(message.change, texts, site), parts: noticeParts(message, texts, site, language) }
  if (message.kind === 'case-answered') return { subject: texts.caseSubject(site), parts: caseParts(message, texts, site, language) }
  if (message.kind === 'access-asked')
    return { subject: texts.approvalSubject(site), parts: accessAskedParts(message, texts, site, language) }
  if (message.kind === 'access-given') return { subject: texts.caseSubject(site), parts: accessGivenParts(message, texts, site, language) }
  if (message.kind === 'contact-invited')
    return {
      subject: texts.contactInviteSubject(plainName(message.whose), site),
      parts: contactInvitedParts(message, texts, site, language),
    }
  if (message.kind === 'contact-asked')
    return { subject: texts.contactAskSubject(plainName(message.whose), site), parts: contactAskedParts(message, texts, site, language) }
  if (message.kind === 'reminder') return { subject: texts.reminderSubject(site), parts: reminderParts(message, texts, site, language) }
  return { subject: texts.changedSubject(site), parts: changedParts(message, texts, site, language) }
}

/** Staff writes reasons, strangers give names: each paragraph stays one line of text. */
function writeOperatorMail({ subject, paragraphs, sender }: OperatorMessage): WrittenMail {
  const parts = paragraphs.map((text, place): Part => ({ kind: place === 0 ? 'title' : 'plain', text: oneLine(text) }))
  const line = oneLine(subject)
  return {
    subject: line,
    text: inLines(parts),
    html: mailHtml(parts, line, { language: 'en', direction: 'ltr', linksTo: sender.siteOrigin }),
  }
}

function codeParts(message: CodeMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: message.ends ? texts.holdTitle(site) : texts.codeTitle(site) },
    ...(message.drill ? [{ kind: 'plain' as const, text: texts.codeDrill(site) }] : []),
    { kind: 'plain', text: texts.codeIntro },
    { kind: 'code', text: message.code },
    { kind: 'plain', text: texts.codeUntil(minutesLeft(message)) },
    ...othersParts(message, texts, language),
    { kind: 'plain', text: texts.codeSecret(site) },
    // Who begins a practice run is signed in: if that is somebody else, there is something to do.
    { kind: 'quiet', text: message.ends ? texts.holdNotYou(site) : message.drill ? texts.changedNotYou(site) : texts.codeNotYou },
    ...askedParts(message, texts, site, language),
  ]
}

/** Mails overtake each other: which is the newer one is said in each but the first. */
const othersParts = (message: CodeMessage, texts: MessageTexts, language: Language): Part[] =>
  message.others
    ? [
        {
          kind: 'plain',
          text: texts.codeOthers(
            message.others.place,
            momentIn(message, message.at, language),
            new Intl.ListFormat(language).format(message.others.until.map((until) => momentIn(message, until, language))),
          ),
        },
      ]
    : []

function approvalParts(message: ApprovalMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.codeTitle(site) },
    ...(message.drill ? [{ kind: 'plain' as const, text: texts.codeDrill(site) }] : []),
    { kind: 'plain', text: texts.approvalIntro },
    { kind: 'plain', text: message.url },
    { kind: 'plain', text: texts.codeUntil(minutesLeft(message)) },
    { kind: 'plain', text: texts.approvalSecret(site) },
    { kind: 'quiet', text: texts.approvalNotYou },
    ...askedParts(message, texts, site, language),
  ]
}

const askedParts = (message: CodeMessage | ApprovalMessage, texts: MessageTexts, site: string, language: Language): Part[] => [
  ...(message.notMineUrl === undefined ? [] : [{ kind: 'quiet' as const, text: texts.codeNotMine(site, message.notMineUrl) }]),
  {
    kind: 'quiet',
    text: `${texts.asked(momentIn(message, message.at, language), message.browser && oneLine(message.browser))}${contact(message.sender, language)}`,
  },
]

function changedParts(message: PasswordChangedMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.changedTitle(site) },
    { kind: 'plain', text: texts.changedIntro(momentIn(message, message.at, language)) },
    ...notYouParts(message, texts, site),
    ...passkeyParts(message, texts, site),
    ...contactParts(message.sender, language),
    { kind: 'quiet', text: texts.receipt(message.receiptUrl) },
  ]
}

const isOwners = (change: AccountChange): boolean => ownerChanges.some((one) => one === change)
/** Somebody is on the way in, and there is still something to be said against it. */
const isOnTheWay = (change: AccountChange): boolean =>
  ['contacts-asked', 'contacts-proved', 'device-approved', 'recovery-held'].includes(change)
const isOver = (change: AccountChange): boolean => ['contacts-denied', 'attempt-denied'].includes(change)

/** A notice of a change that can be undone says how. A stopped change needs nothing more; the others say what to do themselves, or on their page. */
export const asksWhetherYou = ({ change, page, undo }: AccountChangedMessage): boolean =>
  undo !== undefined || (isOwners(change) && !isOver(change) && change !== 'device-approved' && page === undefined)

/** What happened is told apart in the list of mails already: an alarm looks like no other notice. */
function noticeTitle(change: AccountChange, texts: MessageTexts, site: string): string {
  if (isOnTheWay(change)) return texts.approvalSubject(site)
  return isOwners(change) && !isOver(change) ? texts.changeSubject(site) : texts.noticeSubject(site)
}

function noticeParts(message: AccountChangedMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: noticeTitle(message.change, texts, site) },
    { kind: 'plain', text: texts.notices[message.change](site) },
    ...(message.goesOnAt === undefined
      ? []
      : [{ kind: 'plain' as const, text: texts.recoveryGoesOn(momentIn(message, message.goesOnAt, language)) }]),
    ...(message.page === undefined ? [] : [{ kind: 'plain' as const, text: message.page }]),
    ...(asksWhetherYou(message) ? notYouParts(message, texts, site) : []),
    ...passkeyParts(message, texts, site),
    ...(message.heldUntil === undefined
      ? []
      : [{ kind: 'plain' as const, text: texts.noticeHeld(momentIn(message, message.heldUntil, language)) }]),
    { kind: 'quiet', text: `${texts.noticeWhen(momentIn(message, message.at, language))}${contact(message.sender, language)}` },
    ...(message.receiptUrl === undefined ? [] : [{ kind: 'quiet' as const, text: texts.receipt(message.receiptUrl) }]),
  ]
}

const passkeyParts = ({ passkeys }: PasswordChangedMessage | AccountChangedMessage, texts: MessageTexts, site: string): Part[] =>
  passkeys === undefined ? [] : [{ kind: 'plain', text: texts.changedPasskeys(site, passkeys) }]

/** One thing to do: press, where that undoes it, else tell the site. */
const notYouParts = ({ undo }: { undo?: UndoLink }, texts: MessageTexts, site: string): Part[] =>
  undo
    ? [
        { kind: 'plain', text: texts.undo(undo.days) },
        { kind: 'plain', text: undo.url },
      ]
    : [{ kind: 'plain', text: texts.changedNotYou(site) }]

function caseParts(message: CaseAnsweredMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.caseSubject(site) },
    { kind: 'plain', text: texts.caseAnswers[message.answer](site, message.sender.siteOrigin) },
    ...(message.answer === 'get-in-touch' ? [{ kind: 'plain' as const, text: howToReach(message.sender, language) }] : []),
    ...(message.appealUrl === undefined ? [] : [{ kind: 'plain' as const, text: texts.caseAppeal(message.appealUrl) }]),
    {
      kind: 'quiet',
      text: `${texts.caseAsked(momentIn(message, message.at, language))}${message.answer === 'get-in-touch' ? '' : contact(message.sender, language)}`,
    },
  ]
}

function accessAskedParts(message: AccessAskedMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.approvalSubject(site) },
    { kind: 'plain', text: texts.accessAsked(site) },
    { kind: 'plain', text: texts.accessDeny(message.denyUrl) },
    { kind: 'plain', text: texts.accessGoesOn(momentIn(message, message.goesOnAt, language)) },
    { kind: 'quiet', text: `${texts.noticeWhen(momentIn(message, message.at, language))}${contact(message.sender, language)}` },
  ]
}

function accessGivenParts(message: AccessGivenMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.caseSubject(site) },
    { kind: 'plain', text: texts.accessGiven(site) },
    { kind: 'plain', text: message.url },
    { kind: 'plain', text: texts.accessUntil(momentIn(message, message.until, language)) },
    { kind: 'quiet', text: `${texts.caseAsked(momentIn(message, message.at, language))}${contact(message.sender, language)}` },
  ]
}

function contactInvitedParts(message: ContactInvitedMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  const whose = plainName(message.whose)
  return [
    { kind: 'title', text: texts.contactInviteSubject(whose, site) },
    { kind: 'plain', text: texts.contactInvite(whose, site) },
    { kind: 'plain', text: texts.contactInviteMeans },
    { kind: 'plain', text: texts.contactInviteOpen(message.url, INVITATION_DAYS) },
    { kind: 'quiet', text: `${texts.contactInviteNo}${contact(message.sender, language)}` },
  ]
}

function contactAskedParts(message: ContactAskedMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  const whose = plainName(message.whose)
  return [
    { kind: 'title', text: texts.contactAskSubject(whose, site) },
    { kind: 'plain', text: texts.contactAsk(whose, site) },
    { kind: 'plain', text: texts.contactAskOpen(message.url) },
    { kind: 'plain', text: texts.contactAskWarn(site) },
    { kind: 'plain', text: texts.contactAskUntil(momentIn(message, message.expiresAt, language)) },
    { kind: 'quiet', text: texts.contactLeave(message.leaveUrl) },
    { kind: 'quiet', text: `${texts.noticeWhen(momentIn(message, message.at, language))}${contact(message.sender, language)}` },
  ]
}

function reminderParts({ sender, stopUrl }: ReminderMessage, texts: MessageTexts, site: string, language: Language): Part[] {
  return [
    { kind: 'title', text: texts.reminderSubject(site) },
    { kind: 'plain', text: texts.reminderLead(site) },
    { kind: 'plain', text: texts.reminderWhere(sender.siteOrigin) },
    ...contactParts(sender, language),
    { kind: 'quiet', text: texts.reminderStop(stopUrl) },
  ]
}

const waysTo = ({ support }: Sender): string[] =>
  [support.url, support.email, support.phone, support.hours].filter((way) => way !== undefined).map(oneLine)
/** Each in its own direction: a number would be read from its end. */
const isolated = (way: string, language: Language): string => (languages[language] === 'rtl' ? `\u2066${way}\u2069` : way)
const contact = (sender: Sender, language: Language): string => {
  const ways = waysTo(sender).map((way) => isolated(way, language))
  return ways.length > 0 ? ` ${textsFor(language).messages.contact(ways.join(' · '))}` : ''
}
const contactParts = (sender: Sender, language: Language): Part[] =>
  waysTo(sender).length > 0 ? [{ kind: 'quiet', text: contact(sender, language).trim() }] : []
/** For people who must get in touch: a site without a contact has a page of its own. */
export const howToReach = (sender: Sender, language: Language): string =>
  contact(sender, language).trim() || textsFor(language).messages.contact(sender.siteOrigin)

export const minutesLeft = ({ at, expiresAt }: { at: number; expiresAt: number }): number => Math.round((expiresAt - at) / 60_000)

/** A time in a message, as `sayTime` says it. */
export const momentIn = ({ timeZone, leavesAt }: Pick<Message, 'timeZone' | 'leavesAt'>, at: number, language: Language): string =>
  sayTime(at, { language, timeZone, now: leavesAt })
