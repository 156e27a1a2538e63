/** Phrases that several kinds of messages share. */
import type { Language } from '@regain/core'
import { languages } from '@regain/core'
import { textsFor } from '../../texts/texts-for.ts'
import type { Message, Sender, UndoLink } from '../message.ts'
import type { Part } from './mail-html.ts'
import { sayTime } from './say-time.ts'
import type { Wording } from './writer.ts'

export const title = (text: string): Part => ({ kind: 'title', text })
export const plain = (text: string): Part => ({ kind: 'plain', text })
export const code = (text: string): Part => ({ kind: 'code', text })
export const quiet = (text: string): Part => ({ kind: 'quiet', text })

/** For text messages. An empty sentence is one that this message does not need. */
export const inOneParagraph = (...sentences: string[]): string => sentences.filter(Boolean).join(' ')

/** Control and bidi characters in a site's name could turn a line around, or end it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()

/** A name that somebody chose goes to people who never heard of us: no mail program may make a link of it. The word joiner is invisible. */
export const plainName = (name: string): string => (name.includes('@') ? oneLine(name) : oneLine(name).replaceAll('.', '.\u2060'))

const waysTo = ({ support }: Sender): string[] =>
  [support.url, support.email, support.phone, support.hours].filter((way) => way !== undefined).map(oneLine)
/** Each in its own direction: a number would be read from its end. */
const isolated = (way: string, language: Language): string => (languages[language] === 'rtl' ? `\u2066${way}\u2069` : way)

/** Behind a sentence: how to contact the site. Empty: it has no contact. */
export const contact = (sender: Sender, language: Language): string => {
  const ways = waysTo(sender).map((way) => isolated(way, language))
  return ways.length > 0 ? ` ${textsFor(language).messages.contact(ways.join(' · '))}` : ''
}

/** The same as a part of its own. */
export const contactPart = (sender: Sender, language: Language): Part | false =>
  waysTo(sender).length > 0 && quiet(contact(sender, language).trim())

/** For people who must get in touch: a site without a contact has a page of its own. */
export const howToReach = (sender: Sender, language: Language): string =>
  contact(sender, language).trim() || textsFor(language).messages.contact(sender.siteOrigin)

/** One thing to do: use the link, where there is one, or tell the site. */
export const notYouParts = ({ undo }: { undo?: UndoLink }, { texts, site }: Wording): Part[] =>
  undo ? [plain(texts.undo(undo.days)), plain(undo.url)] : [plain(texts.changedNotYou(site))]

export const minutesLeft = ({ at, expiresAt }: { at: number; expiresAt: number }): number => Math.round((expiresAt - at) / 60_000)

/** A time in a message, as `sayTime` says it. */
export const momentIn = ({ timeZone, leavesAt }: Pick<Message, 'timeZone' | 'leavesAt'>, at: number, language: Language): string =>
  sayTime(at, { language, timeZone, now: leavesAt })

/** The last paragraph of most messages: when it happened, and how to contact the site. */
export const whenPart = (message: Message, said: (when: string) => string, language: Language): Part =>
  quiet(`${said(momentIn(message, message.at, language))}${contact(message.sender, language)}`)
