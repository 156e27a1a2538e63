/** What the server says to people: one folder for each language, and one shape for all of them. */
import type { MessageTexts } from './message-texts.ts'
import type { PageTexts } from './page-texts.ts'

export interface Texts {
  /** Emails and text messages. */
  messages: MessageTexts
  /** Pages behind links. */
  pages: PageTexts
  time: TimeTexts
}

/** Words around a time, such as `November 24, 2026 at 9:41 AM in Berlin (10 minutes ago)`. */
export interface TimeTexts {
  /** Less than a minute ago. */
  justNow: string
  /** Joins a time and the name of its time zone. */
  inZone(zone: string): string
  /** In place of the zone, if its city is written as in the zone's own name. */
  inCity?(city: string): string
  inBrackets(text: string): string
}
