/** Writes notices to the owner of an account: the password was changed, or something else about the account. */
import type { AccountChange } from '@regain/core'
import { ownerChanges } from '@regain/core'
import type { AccountChangedMessage, PasswordChangedMessage } from '../message.ts'
import type { Part } from './mail-html.ts'
import { contactPart, inOneParagraph, momentIn, notYouParts, plain, quiet, title, whenPart } from './phrases.ts'
import type { Wording, Writer } from './writer.ts'

export const passwordChangedWriter: Writer<'password-changed'> = {
  mail(message, wording) {
    const { texts, site, language } = wording
    return {
      subject: texts.changedSubject(site),
      parts: [
        title(texts.changedTitle(site)),
        plain(texts.changedIntro(momentIn(message, message.at, language))),
        ...notYouParts(message, wording),
        passkeysPart(message, wording),
        contactPart(message.sender, language),
        quiet(texts.receipt(message.receiptUrl)),
      ],
    }
  },
  sms(message, wording) {
    const { texts, site } = wording
    return inOneParagraph(texts.smsChanged(site), undoShort(message, wording) || texts.changedNotYou(site))
  },
}

export const accountChangedWriter: Writer<'account-changed'> = {
  mail(message, wording) {
    const { texts, site, language } = wording
    const { change, goesOnAt, page, heldUntil, receiptUrl } = message
    const subject = noticeTitle(change, wording)
    return {
      subject,
      parts: [
        title(subject),
        plain(texts.notices[change](site)),
        goesOnAt !== undefined && plain(texts.recoveryGoesOn(momentIn(message, goesOnAt, language))),
        page !== undefined && plain(page),
        ...(asksWhetherYou(message) ? notYouParts(message, wording) : []),
        passkeysPart(message, wording),
        heldUntil !== undefined && plain(texts.noticeHeld(momentIn(message, heldUntil, language))),
        whenPart(message, texts.noticeWhen, language),
        receiptUrl !== undefined && quiet(texts.receipt(receiptUrl)),
      ],
    }
  },

  sms(message, wording) {
    const { texts, site, language } = wording
    const notYou = undoShort(message, wording) || (asksWhetherYou(message) ? texts.changedNotYou(site) : '')
    const goesOn = message.goesOnAt === undefined ? '' : texts.recoveryGoesOn(momentIn(message, message.goesOnAt, language))
    return inOneParagraph(texts.notices[message.change](site), goesOn, message.page ?? '', notYou)
  },
}

const isOwners = (change: AccountChange): boolean => ownerChanges.some((one) => one === change)
/** Somebody is on the way in, and the owner can still object. */
const isOnTheWay = (change: AccountChange): boolean =>
  ['contacts-asked', 'contacts-proved', 'device-approved', 'recovery-held'].includes(change)
const isOver = (change: AccountChange): boolean => ['contacts-denied', 'attempt-denied'].includes(change)

/** Whether the notice says what to do if it was somebody else. A change that was stopped needs nothing more; some notices say it themselves, or on their page. */
const asksWhetherYou = ({ change, page, undo }: AccountChangedMessage): boolean =>
  undo !== undefined || (isOwners(change) && !isOver(change) && change !== 'device-approved' && page === undefined)

/** An alarm has a subject of its own, which no other notice has: it is seen in the list of emails. */
function noticeTitle(change: AccountChange, { texts, site }: Wording): string {
  if (isOnTheWay(change)) return texts.approvalSubject(site)
  return isOwners(change) && !isOver(change) ? texts.changeSubject(site) : texts.noticeSubject(site)
}

type Notice = PasswordChangedMessage | AccountChangedMessage
const passkeysPart = ({ passkeys }: Notice, { texts, site }: Wording): Part | false =>
  passkeys !== undefined && plain(texts.changedPasskeys(site, passkeys))
const undoShort = ({ undo }: Notice, { texts }: Wording): string => (undo ? texts.undoShort(undo.url) : '')
