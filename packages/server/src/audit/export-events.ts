/** Writes events as NDJSON or CSV, page by page: for a file, a download from the console, or another program. */
import { instant } from '@regain/core'
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { ChainedEvent } from './chain.ts'

export const exportFormats = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface Export {
  reader: Reader
  format: ExportFormat
  realm?: string | undefined
  /** In ms: `from` is included, `until` is not. */
  from?: number | undefined
  before?: number | undefined
  onProgress?(progress: { done: number; of: number }): void
}

const PAGE = 2000

/** Chunks of text, oldest event first. The caller must log the export before it begins. */
export async function* exportEvents({ reader, format, realm, from, before, onProgress }: Export): AsyncGenerator<string> {
  const range = and(
    realm === undefined ? undefined : eq(auditEvents.realm, realm),
    from === undefined ? undefined : gte(auditEvents.at, from),
    before === undefined ? undefined : lt(auditEvents.at, before),
  )
  const of = await reader.$count(auditEvents, range)
  if (format === 'csv') yield csvLine(Object.keys(csvColumns))
  let after: ChainedEvent | undefined
  for (let done = 0; ; ) {
    const page: ChainedEvent[] = await reader
      .select()
      .from(auditEvents)
      .where(and(range, after && sql`(${auditEvents.at}, ${auditEvents.id}) > (${after.at}, ${after.id})`))
      .orderBy(asc(auditEvents.at), asc(auditEvents.id))
      .limit(PAGE)
    if (page.length === 0) return
    yield page.map(format === 'csv' ? toCsv : (event) => `${toJson(event)}\n`).join('')
    after = page.at(-1)
    done += page.length
    onProgress?.({ done, of: Math.max(of, done) })
  }
}

/** One event as one line of JSON. Control characters are escaped, so that no value can begin a new line (R-912). */
export const toJson = ({ at, details, ...event }: ChainedEvent): string =>
  JSON.stringify({ ...event, time: instant(at), details: parsed(details) })

function parsed(details: string): unknown {
  try {
    return JSON.parse(details)
  } catch {
    return details
  }
}

const csvColumns: Record<string, (event: ChainedEvent) => string | number | null> = {
  id: ({ id }) => id,
  time: ({ at }) => instant(at),
  name: ({ name }) => name,
  realm: ({ realm }) => realm,
  site: ({ site }) => site,
  flow: ({ flow }) => flow,
  account: ({ account }) => account,
  actor: ({ actor }) => actor,
  requestId: ({ requestId }) => requestId,
  receipt: ({ receipt }) => receipt,
  details: ({ details }) => details,
  link: ({ link }) => link,
}

const toCsv = (event: ChainedEvent): string => csvLine(Object.values(csvColumns).map((column) => String(column(event) ?? '')))

// RFC 4180: every value in quotes, quotes doubled, CRLF.
const csvLine = (values: readonly string[]): string =>
  `${values.map((value) => `"${escapeFormula(value).replaceAll('"', '""')}"`).join(',')}\r\n`

/**
 * Security: a spreadsheet treats a value as a formula if it begins with one of these characters, even after blanks, quotes and control characters, and in full width
 * (R-908). The prefix is an apostrophe, which spreadsheets show as text; a tab, as Symfony used it, was itself the hole (CVE-2021-41270).
 */
export const escapeFormula = (value: string): string =>
  /^[\s\p{Cc}\p{Cf}"']*[=+\-@＝＋－＠]|^[\t\r\n\0]/u.test(value) ? `'${value}` : value
