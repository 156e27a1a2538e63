/** Writes one event as one syslog message (RFC 5424), in JSON or ArcSight's Common Event Format. */
import { instant } from '@regain/core'
import type { ChainedEvent } from './chain.ts'
import { toJson } from './export-events.ts'

export const syslogFormats = ['json', 'cef'] as const
export type SyslogFormat = (typeof syslogFormats)[number]

/** RFC 5424 6.2.1: facility 13 is "log audit"; severity 5 is "notice", 4 "warning". */
const AUDIT = 13
const severityOf = ({ name }: ChainedEvent): 4 | 5 => (/\.(failed|exhausted|locked|refused|pruned)$/.test(name) ? 4 : 5)

/** `host` is the sender. The length in front is RFC 5425's framing, so that a message with a line break stays one message. */
export function frame(event: ChainedEvent, format: SyslogFormat, host: string): Buffer {
  const header = `<${AUDIT * 8 + severityOf(event)}>1 ${instant(event.at)} ${printable(host, 255)} regain - ${printable(event.name, 32)} -`
  const message = Buffer.from(`${header} ${format === 'cef' ? toCef(event) : toJson(event)}`, 'utf8')
  return Buffer.concat([Buffer.from(`${message.length} `), message])
}

const printable = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/g, '_').slice(0, most) || '-'

function toCef(event: ChainedEvent): string {
  const severity = severityOf(event) === 4 ? 6 : 3
  const extension = {
    rt: event.at,
    externalId: event.id,
    act: event.name,
    suser: event.account,
    requestContext: event.requestId,
    ...labelled(['realm', event.realm], ['site', event.site], ['flow', event.flow], ['actor', event.actor], ['link', event.link]),
    msg: event.details,
  }
  const pairs = Object.entries(extension).flatMap(([key, value]) => (value === null ? [] : [`${key}=${cefValue(String(value))}`]))
  return `CEF:0|Regain|Regain|1|${cefHeader(event.name)}|${cefHeader(event.name)}|${severity}|${pairs.join(' ')}`
}

/** CEF has six free strings, each with a label. */
const labelled = (...fields: [label: string, value: string | null][]): Record<string, string | null> =>
  Object.fromEntries(
    fields.flatMap(([label, value], place) => [
      [`cs${place + 1}Label`, value && label],
      [`cs${place + 1}`, value],
    ]),
  )

// Security: in the header a bar would begin a field, in the extension an equals sign a key, and anywhere a line break a message.
const cefHeader = (text: string): string => text.replace(/\p{Cc}/gu, ' ').replace(/[\\|]/g, '\\$&')
const cefValue = (text: string): string => text.replace(/\p{Cc}/gu, ' ').replace(/[\\=]/g, '\\$&')
