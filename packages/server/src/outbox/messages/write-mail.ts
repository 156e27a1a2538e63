/** Writes a message as a mail: text and HTML, no picture, and no tracking. */
import { languages } from '@regain/core'
import type { Message, OperatorMessage, ReminderMessage } from '../message.ts'
import type { Part } from './mail-html.ts'
import { mailHtml } from './mail-html.ts'
import { contactPart, oneLine, plain, quiet, title } from './phrases.ts'
import type { Mail, Wording } from './writer.ts'
import { wordingFor, writerOf } from './writers.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: string
}

const inLines = (parts: readonly Part[]): string => `${parts.map(({ text }) => text).join('\n\n')}\n`

export function writeMail(message: Message): WrittenMail {
  if (message.kind === 'operator-mail') return writeOperatorMail(message)
  const wording = wordingFor(message)
  const { language } = wording
  const isReminder = message.kind === 'reminder'
  const mail = isReminder ? writeReminder(message, wording) : writerOf(message.kind).mail(message, wording)
  const parts = mail.parts.filter((part) => part !== false)
  // A reminder tells its reader to go to the site by themselves: where that leads is no link in it.
  const linksTo = isReminder ? message.stopUrl : ''
  const html = mailHtml(parts, mail.subject, { language, direction: languages[language], linksTo })
  return { subject: mail.subject, text: inLines(parts), html }
}

const writeReminder = ({ sender, stopUrl }: ReminderMessage, { texts, site, language }: Wording): Mail => ({
  subject: texts.reminderSubject(site),
  parts: [
    title(texts.reminderSubject(site)),
    plain(texts.reminderLead(site)),
    plain(texts.reminderWhere(sender.siteOrigin)),
    contactPart(sender, language),
    quiet(texts.reminderStop(stopUrl)),
  ],
})

/** Staff writes reasons, strangers give names: each paragraph stays one line of text. */
function writeOperatorMail({ subject, paragraphs, sender }: OperatorMessage): WrittenMail {
  const parts = paragraphs.map(oneLine).map((text, place) => (place === 0 ? title(text) : plain(text)))
  const line = oneLine(subject)
  return {
    subject: line,
    text: inLines(parts),
    html: mailHtml(parts, line, { language: 'en', direction: 'ltr', linksTo: sender.siteOrigin }),
  }
}
