/** The contract of a writer: how one kind of message reads as an email and as a text message. */
import type { Language } from '@regain/core'
import type { MessageTexts } from '../../texts/contract/message-texts.ts'
import type { PersonMessage } from '../message.ts'
import type { Part } from './mail-html.ts'

export type MessageOf<Kind extends PersonMessage['kind']> = Extract<PersonMessage, { kind: Kind }>

/** The words for one reader. */
export interface Wording {
  language: Language
  texts: MessageTexts
  /** The site's name, in one line. */
  site: string
}

export interface Mail {
  subject: string
  /** `false`: this message does not need the part. */
  parts: readonly (Part | false)[]
}

export interface Writer<Kind extends PersonMessage['kind']> {
  mail(message: MessageOf<Kind>, wording: Wording): Mail
  sms(message: MessageOf<Kind>, wording: Wording): string
}
