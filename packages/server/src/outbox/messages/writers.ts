/** The table from kind of message to its writer. A kind without one fails the type check. */
import { languageFor } from '@regain/core'
import { textsFor } from '../../texts/texts-for.ts'
import type { Message, PersonMessage } from '../message.ts'
import { accessAskedWriter, accessGivenWriter, caseAnsweredWriter } from './case-writers.ts'
import { approvalWriter, codeWriter } from './code-writers.ts'
import { contactAskedWriter, contactInvitedWriter } from './contact-writers.ts'
import { accountChangedWriter, passwordChangedWriter } from './notice-writers.ts'
import { oneLine } from './phrases.ts'
import type { Wording, Writer } from './writer.ts'

const writers: { [Kind in PersonMessage['kind']]: Writer<Kind> } = {
  'code': codeWriter,
  'approval': approvalWriter,
  'password-changed': passwordChangedWriter,
  'account-changed': accountChangedWriter,
  'case-answered': caseAnsweredWriter,
  'access-asked': accessAskedWriter,
  'access-given': accessGivenWriter,
  'contact-invited': contactInvitedWriter,
  'contact-asked': contactAskedWriter,
}

export const writerOf = <Kind extends PersonMessage['kind']>(kind: Kind): Writer<Kind> => writers[kind]

export function wordingFor({ locale, sender }: Message): Wording {
  const language = languageFor(locale)
  return { language, texts: textsFor(language).messages, site: oneLine(sender.siteName) }
}
