/** Puts a message into a mail: text and HTML, light and dark, either direction, no picture and nothing that counts readers. */
import { INVITATION_DAYS } from '@regain/core'
import { escapeHtml } from '../../security/escape-html.ts'
import type {
  AccessAskedMessage,
  AccessGivenMessage,
  AccountChange,
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
import { ownerChanges } from '../message.ts'
import type { MessageTexts } from './message-texts.ts'
import { textsFor } from './texts.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: string
}

interface Part {
  text: string
  kind: 'title' | 'plain' | 'code' | 'quiet'
}

/** Control and bidi characters in a site's name could turn a line around, or end it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()

/** A name that somebody chose goes to people who never heard of us: no mail program may make a link of it. The word joiner is not seen. */
const plainName = (name: string): string => (name.includes('@') ? oneLine(name) : oneLine(name).replaceAll('.', '.\u2060'))

export function writeMail(message: Message): WrittenMail {
  if (message.kind === 'operator-mail') return writeOperatorMail(message)
  const { language, texts } = textsFor(message.locale)
  const site = oneLine(message.sender.siteName)
  const { subject, parts } = writeParts(message, texts, site, language)
  return { subject, text: `${parts.map(({ text }) => text).join('\n\n')}\n`, html: page(parts, subject, language, texts.direction) }
}

function writeParts(
  message: PersonMessage | ReminderMessage,
  texts: MessageTexts,
  site: string,
  language: string,
): { subject: string; parts: Part[] } {
  if (message.kind === 'code') return { subject: texts.codeSubject(site), parts: codeParts(message, texts, site, language) }
  if (message.kind === 'approval') return { subject: texts.approvalSubject(site), parts: approvalParts(message, texts, site, language) }
  if (message.kind === 'account-changed') return { subject: texts.noticeSubject(site), parts: noticeParts(message, texts, site, language) }
  if (message.kind === 'case-answered') return { subject: texts.caseSubject(site), parts: caseParts(message, texts, site, language) }
  if (message.kind === 'access-asked')
    return { subject: texts.noticeSubject(site), parts: accessAskedParts(message, texts, site, language) }
  if (message.kind === 'access-given') return { subject: texts.caseSubject(site), parts: accessGivenParts(message, texts, site, language) }
  if (message.kind === 'contact-invited')
    return { subject: texts.contactInviteSubject(plainName(message.whose)), parts: contactInvitedParts(message, texts, site) }
  if (message.kind === 'contact-asked')
    return { subject: texts.contactAskSubject(plainName(message.whose)), parts: contactAskedParts(message, texts, site, language) }
  if (message.kind === 'reminder') return { subject: texts.reminderSubject(site), parts: reminderParts(message, texts, site) }
  return { subject: texts.changedSubject(site), parts: changedParts(message, texts, site, language) }
}

/** Staff writes reasons, strangers give names: each paragraph stays one line of text. */
function writeOperatorMail({ subject, paragraphs }: OperatorMessage): WrittenMail {
  const parts = paragraphs.map((text, place): Part => ({ kind: place === 0 ? 'title' : 'plain', text: oneLine(text) }))
  const line = oneLine(subject)
  return { subject: line, text: `${parts.map(({ text }) => text).join('\n\n')}\n`, html: page(parts, line, 'en', 'ltr') }
}

function codeParts(message: CodeMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: message.ends ? texts.holdTitle(site) : texts.codeTitle(site) },
    ...(message.drill ? [{ kind: 'plain' as const, text: texts.codeDrill(site) }] : []),
    { kind: 'plain', text: texts.codeIntro },
    { kind: 'code', text: message.code },
    { kind: 'plain', text: texts.codeUntil(minutesLeft(message)) },
    { kind: 'plain', text: texts.codeSecret(site) },
    // Who begins a practice run is signed in: if that is somebody else, there is something to do.
    { kind: 'quiet', text: message.ends ? texts.holdNotYou(site) : message.drill ? texts.changedNotYou(site) : texts.codeNotYou },
    ...askedParts(message, texts, site, language),
  ]
}

function approvalParts(message: ApprovalMessage, texts: MessageTexts, site: string, language: string): Part[] {
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

const askedParts = (message: CodeMessage | ApprovalMessage, texts: MessageTexts, site: string, language: string): Part[] => [
  ...(message.notMineUrl === undefined ? [] : [{ kind: 'quiet' as const, text: texts.codeNotMine(site, message.notMineUrl) }]),
  {
    kind: 'quiet',
    text: `${texts.asked(moment(message.at, language), message.browser && oneLine(message.browser))}${contact(message.sender, texts)}`,
  },
]

function changedParts(message: PasswordChangedMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: texts.changedTitle(site) },
    { kind: 'plain', text: texts.changedIntro(moment(message.at, language)) },
    ...passkeyParts(message, texts, site),
    { kind: 'plain', text: `${texts.changedNotYou(site)}${contact(message.sender, texts)}` },
    ...undoParts(message.undo, texts),
    { kind: 'quiet', text: texts.receipt(message.receiptUrl) },
  ]
}

const isOwners = (change: AccountChange): boolean => ownerChanges.some((one) => one === change)

function noticeParts(message: AccountChangedMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: texts.noticeSubject(site) },
    { kind: 'plain', text: texts.notices[message.change](site) },
    ...(message.heldUntil === undefined ? [] : [{ kind: 'plain' as const, text: texts.noticeHeld(moment(message.heldUntil, language)) }]),
    ...passkeyParts(message, texts, site),
    ...(message.page === undefined ? [] : [{ kind: 'plain' as const, text: message.page }]),
    ...(isOwners(message.change) ? [{ kind: 'plain' as const, text: texts.changedNotYou(site) }] : []),
    ...undoParts(message.undo, texts),
    { kind: 'quiet', text: `${texts.noticeWhen(moment(message.at, language))}${contact(message.sender, texts)}` },
    ...(message.receiptUrl === undefined ? [] : [{ kind: 'quiet' as const, text: texts.receipt(message.receiptUrl) }]),
  ]
}

const passkeyParts = ({ passkeys }: PasswordChangedMessage | AccountChangedMessage, texts: MessageTexts, site: string): Part[] =>
  passkeys === undefined ? [] : [{ kind: 'plain', text: texts.changedPasskeys(site, passkeys) }]

const undoParts = (undo: UndoLink | undefined, texts: MessageTexts): Part[] =>
  undo
    ? [
        { kind: 'plain', text: texts.undo(undo.days) },
        { kind: 'plain', text: undo.url },
      ]
    : []

function caseParts(message: CaseAnsweredMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: texts.caseSubject(site) },
    { kind: 'plain', text: texts.caseAnswers[message.answer](site, message.sender.siteOrigin) },
    ...(message.appealUrl === undefined ? [] : [{ kind: 'plain' as const, text: texts.caseAppeal(message.appealUrl) }]),
    { kind: 'quiet', text: `${texts.caseAsked(moment(message.at, language))}${contact(message.sender, texts)}` },
  ]
}

function accessAskedParts(message: AccessAskedMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: texts.noticeSubject(site) },
    { kind: 'plain', text: texts.accessAsked(site) },
    { kind: 'plain', text: texts.accessDeny(message.denyUrl) },
    { kind: 'plain', text: texts.accessGoesOn(moment(message.goesOnAt, language)) },
    { kind: 'quiet', text: `${texts.noticeWhen(moment(message.at, language))}${contact(message.sender, texts)}` },
  ]
}

function accessGivenParts(message: AccessGivenMessage, texts: MessageTexts, site: string, language: string): Part[] {
  return [
    { kind: 'title', text: texts.caseSubject(site) },
    { kind: 'plain', text: texts.accessGiven(site) },
    { kind: 'plain', text: message.url },
    { kind: 'plain', text: texts.accessUntil(moment(message.until, language)) },
    { kind: 'quiet', text: `${texts.caseAsked(moment(message.at, language))}${contact(message.sender, texts)}` },
  ]
}

function contactInvitedParts(message: ContactInvitedMessage, texts: MessageTexts, site: string): Part[] {
  const whose = plainName(message.whose)
  return [
    { kind: 'title', text: texts.contactInviteSubject(whose) },
    { kind: 'plain', text: texts.contactInvite(whose, site) },
    { kind: 'plain', text: texts.contactInviteMeans },
    { kind: 'plain', text: texts.contactInviteOpen(message.url, INVITATION_DAYS) },
    { kind: 'quiet', text: `${texts.contactInviteNo}${contact(message.sender, texts)}` },
  ]
}

function contactAskedParts(message: ContactAskedMessage, texts: MessageTexts, site: string, language: string): Part[] {
  const whose = plainName(message.whose)
  return [
    { kind: 'title', text: texts.contactAskSubject(whose) },
    { kind: 'plain', text: texts.contactAsk(whose, site) },
    { kind: 'plain', text: texts.contactAskOpen(message.url) },
    { kind: 'plain', text: texts.contactAskWarn(site) },
    { kind: 'plain', text: texts.contactAskUntil(moment(message.expiresAt, language)) },
    { kind: 'quiet', text: texts.contactLeave(message.leaveUrl) },
    { kind: 'quiet', text: `${texts.noticeWhen(moment(message.at, language))}${contact(message.sender, texts)}` },
  ]
}

function reminderParts({ sender, stopUrl }: ReminderMessage, texts: MessageTexts, site: string): Part[] {
  return [
    { kind: 'title', text: texts.reminderSubject(site) },
    { kind: 'plain', text: texts.reminderLead(site) },
    { kind: 'plain', text: texts.reminderWhere(sender.siteOrigin) },
    ...(contact(sender, texts) ? [{ kind: 'quiet' as const, text: contact(sender, texts).trim() }] : []),
    { kind: 'quiet', text: texts.reminderStop(stopUrl) },
  ]
}

function contact({ support }: Sender, texts: MessageTexts): string {
  const ways = [support.url, support.email, support.phone, support.hours].filter((way) => way !== undefined).map(oneLine)
  return ways.length > 0 ? ` ${texts.contact(ways.join(' · '))}` : ''
}

export const minutesLeft = ({ at, expiresAt }: { at: number; expiresAt: number }): number => Math.round((expiresAt - at) / 60_000)

export const moment = (at: number, language: string): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`

// Mail programs drop style sheets as they like: colours that matter stand inline, and the dark ones come on top where they are understood.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) { .page { background: #16181d !important } .card { background: #1f232b !important } .ink { color: #f1f3f6 !important } .quiet { color: #b6bdc9 !important } .code { background: #2b313c !important; color: #fff !important } }`

const INLINE: Record<Part['kind'], string> = {
  title: 'margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:700;color:#1b1f27',
  plain: 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1b1f27',
  code: 'margin:0 0 16px;padding:16px;border-radius:10px;background:#eef1f6;font:700 30px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px;text-align:center;color:#1b1f27',
  quiet: 'margin:0 0 12px;font-size:14px;line-height:1.5;color:#555d6b',
}

function element({ kind, text }: Part): string {
  if (kind === 'title') return `<h1 class="ink" style="${INLINE.title}">${escapeHtml(text)}</h1>`
  const direction = kind === 'code' ? ' dir="ltr"' : ''
  return `<p class="${kind === 'plain' ? 'ink' : kind}"${direction} style="${INLINE[kind]}">${escapeHtml(text)}</p>`
}

function page(parts: readonly Part[], title: string, language: string, direction: string): string {
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;background:#f3f4f7"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="page" align="center" style="padding:24px 12px;background:#f3f4f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px"><tr><td class="card" dir="${direction}" style="padding:32px 28px;border-radius:14px;background:#fff;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;text-align:start">
${parts.map(element).join('\n')}
</td></tr></table></td></tr></table></body></html>
`
}
