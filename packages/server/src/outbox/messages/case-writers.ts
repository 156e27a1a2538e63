/** Writes the messages of a case: the answer, the notice to the account's own addresses, and the link that lets the person in. */
import { howToReach, inOneParagraph, momentIn, plain, quiet, title, whenPart } from './phrases.ts'
import type { Writer } from './writer.ts'

export const caseAnsweredWriter: Writer<'case-answered'> = {
  mail(message, { texts, site, language }) {
    const { answer, appealUrl, sender } = message
    const isTalk = answer === 'get-in-touch'
    return {
      subject: texts.caseSubject(site),
      parts: [
        title(texts.caseSubject(site)),
        plain(texts.caseAnswers[answer](site, sender.siteOrigin)),
        isTalk && plain(howToReach(sender, language)),
        appealUrl !== undefined && plain(texts.caseAppeal(appealUrl)),
        isTalk ? quiet(texts.caseAsked(momentIn(message, message.at, language))) : whenPart(message, texts.caseAsked, language),
      ],
    }
  },
  sms({ answer, appealUrl, sender }, { texts, site, language }) {
    const reach = answer === 'get-in-touch' ? howToReach(sender, language) : ''
    const appeal = appealUrl === undefined ? '' : texts.caseAppeal(appealUrl)
    return inOneParagraph(texts.caseAnswers[answer](site, sender.siteOrigin), reach, appeal)
  },
}

export const accessAskedWriter: Writer<'access-asked'> = {
  mail: (message, { texts, site, language }) => ({
    subject: texts.approvalSubject(site),
    parts: [
      title(texts.approvalSubject(site)),
      plain(texts.accessAsked(site)),
      plain(texts.accessDeny(message.denyUrl)),
      plain(texts.accessGoesOn(momentIn(message, message.goesOnAt, language))),
      whenPart(message, texts.noticeWhen, language),
    ],
  }),
  sms: (message, { texts, site, language }) =>
    inOneParagraph(
      texts.accessAsked(site),
      texts.accessDeny(message.denyUrl),
      texts.accessGoesOn(momentIn(message, message.goesOnAt, language)),
    ),
}

export const accessGivenWriter: Writer<'access-given'> = {
  mail: (message, { texts, site, language }) => ({
    subject: texts.caseSubject(site),
    parts: [
      title(texts.caseSubject(site)),
      plain(texts.accessGiven(site)),
      plain(message.url),
      plain(texts.accessUntil(momentIn(message, message.until, language))),
      whenPart(message, texts.caseAsked, language),
    ],
  }),
  sms: (message, { texts, site, language }) =>
    inOneParagraph(texts.accessGiven(site), message.url, texts.accessUntil(momentIn(message, message.until, language))),
}
