/** Writes codes, and the emails with a link that take the place of one. */
import type { ApprovalMessage, CodeMessage } from '../message.ts'
import type { Part } from './mail-html.ts'
import { code, minutesLeft, momentIn, oneLine, plain, quiet, title, whenPart } from './phrases.ts'
import type { Wording, Writer } from './writer.ts'

export const codeWriter: Writer<'code'> = {
  mail(message, wording) {
    const { texts, site } = wording
    // A person who begins a practice run is signed in: if that was somebody else, there is something to do.
    const notYou = message.ends ? texts.holdNotYou(site) : message.drill ? texts.changedNotYou(site) : texts.codeNotYou
    return {
      subject: texts.codeSubject(site),
      parts: [
        title(message.ends ? texts.holdTitle(site) : texts.codeTitle(site)),
        message.drill === true && plain(texts.codeDrill(site)),
        plain(texts.codeIntro),
        code(message.code),
        plain(texts.codeUntil(minutesLeft(message))),
        othersPart(message, wording),
        plain(texts.codeSecret(site)),
        quiet(notYou),
        ...askedParts(message, wording),
      ],
    }
  },

  /** WICG "Origin-bound one-time codes": `@host #code` as the last line, with the host of the page that asked, so that browsers fill it in only there. */
  sms(message, { texts, site }) {
    const drill = message.drill ? `${texts.smsDrill(site)} ` : ''
    const place = message.others ? ` ${texts.smsPlace(message.others.place)}` : ''
    return `${drill}${texts.sms(site, message.code, minutesLeft(message))}${place}\n\n@${new URL(message.page ?? message.sender.siteOrigin).hostname} #${message.code}`
  },
}

export const approvalWriter: Writer<'approval'> = {
  mail(message, wording) {
    const { texts, site } = wording
    return {
      subject: texts.approvalSubject(site),
      parts: [
        title(texts.codeTitle(site)),
        message.drill === true && plain(texts.codeDrill(site)),
        plain(texts.approvalIntro),
        plain(message.url),
        plain(texts.codeUntil(minutesLeft(message))),
        plain(texts.approvalSecret(site)),
        quiet(texts.approvalNotYou),
        ...askedParts(message, wording),
      ],
    }
  },
  sms: ({ url }, { texts, site }) => `${texts.codeTitle(site)}: ${url}`,
}

/** Emails overtake each other: each one but the first says which it is. */
function othersPart(message: CodeMessage, { texts, language }: Wording): Part | false {
  if (!message.others) return false
  const { place, until } = message.others
  const ends = new Intl.ListFormat(language).format(until.map((one) => momentIn(message, one, language)))
  return plain(texts.codeOthers(place, momentIn(message, message.at, language), ends))
}

const askedParts = (message: CodeMessage | ApprovalMessage, { texts, site, language }: Wording): (Part | false)[] => [
  message.notMineUrl !== undefined && quiet(texts.codeNotMine(site, message.notMineUrl)),
  whenPart(message, (when) => texts.asked(when, message.browser && oneLine(message.browser)), language),
]
