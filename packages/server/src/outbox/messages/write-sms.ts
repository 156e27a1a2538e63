/** Writes a message as a text message. */
import type { PersonMessage } from '../message.ts'
import { wordingFor, writerOf } from './writers.ts'

export const writeSms = (message: PersonMessage): string => writerOf(message.kind).sms(message, wordingFor(message))
