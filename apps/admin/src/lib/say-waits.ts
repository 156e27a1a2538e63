/** Things that wait for an operator, in words, the most urgent first; and which of them appear on every page. */
import { base } from '$app/paths'
import type { Reply } from './api.ts'
import { sayAttempt } from './attempts/say-attempt.ts'
import { visible } from './format.ts'
import { plural } from './plural.ts'
import { alertMeasure, alertTitle } from './say-alert.ts'
import { may } from './session.svelte.ts'
import { speak } from './speak.ts'

type Standing = Reply<'GET /standing'>

export interface Waiting {
  key: string
  tone: 'bad' | 'warn' | 'plain'
  text: string
  href: string
  /** What the operator should know before following the link. */
  more?: string
  since?: number
}

const words = speak({
  en: {
    failing: (channel: string, because: string) => `${channel}: messages can’t be sent (${because}).`,
    paused: (channel: string) => `${channel}: paused. Its messages are waiting.`,
    approvals: (count: number) =>
      plural(count, { one: 'One request is waiting for approval.', other: '# requests are waiting for approval.' }),
    near: (count: number) =>
      plural(count, {
        one: 'One case has been open for 20 hours or more. Answer it within its first day.',
        other: '# cases have been open for 20 hours or more. Answer them within their first day.',
      }),
    cases: (count: number) => plural(count, { one: 'One case is open.', other: '# cases are open.' }),
    calls: (count: number) =>
      plural(count, { one: 'One person on the phone has a code to read out.', other: '# people on the phone have a code to read out.' }),
    record: 'The audit log has not been verified in the console yet.',
  },
  de: {
    failing: (channel: string, because: string) => `${channel}: Nachrichten können nicht gesendet werden (${because}).`,
    paused: (channel: string) => `${channel}: angehalten. Die Nachrichten warten.`,
    approvals: (count: number) => plural(count, { one: 'Ein Antrag wartet auf Zustimmung.', other: '# Anträge warten auf Zustimmung.' }),
    near: (count: number) =>
      plural(count, {
        one: 'Ein Fall ist seit 20 Stunden oder länger offen. Beantworten Sie ihn innerhalb des ersten Tages.',
        other: '# Fälle sind seit 20 Stunden oder länger offen. Beantworten Sie sie innerhalb des ersten Tages.',
      }),
    cases: (count: number) => plural(count, { one: 'Ein Fall ist offen.', other: '# Fälle sind offen.' }),
    calls: (count: number) =>
      plural(count, {
        one: 'Eine Person am Telefon hat einen Code vorzulesen.',
        other: '# Personen am Telefon haben einen Code vorzulesen.',
      }),
    record: 'Das Audit-Protokoll wurde in der Konsole noch nicht geprüft.',
  },
})

/** On every page: unusual states, and requests for approval. */
export function sayStanding({ alerts, channels, waits }: Standing): Waiting[] {
  const t = words()
  // A failing channel has its own line.
  const ringing = alerts.filter(({ rule }) => rule !== 'delivery-failing')
  const { approvals } = waits
  return [
    ...ringing.map((alert) => ({
      key: alert.id,
      tone: 'bad' as const,
      text: alertTitle(alert.rule) + (alert.realmName ? ` (${visible(alert.realmName)})` : ''),
      href: `${base}/alerts?state=on`,
      more: alertMeasure(alert),
      since: alert.openedAt,
    })),
    ...channels.map(({ channel, failing, because }) => {
      const name = sayAttempt().channels[channel] ?? channel
      const [tone, text] = failing ? (['bad', t.failing(name, because ?? '')] as const) : (['warn', t.paused(name)] as const)
      return { key: channel, tone, text, href: `${base}/deliveries?state=waiting` }
    }),
    ...(approvals > 0 && may('approvals.decide')
      ? [{ key: 'approvals', tone: 'warn' as const, text: t.approvals(approvals), href: `${base}/approvals` }]
      : []),
  ]
}

/** On the overview: the same, and everything else that waits. */
export function sayWaits(standing: Standing): Waiting[] {
  const t = words()
  const { calls, cases, casesNear, verifiedAt } = standing.waits
  const line = (key: 'near' | 'cases' | 'calls', tone: Waiting['tone'], count: number, room: string) =>
    count > 0 ? [{ key, tone, text: t[key](count), href: `${base}/${room}` }] : []
  return [
    ...line('calls', 'warn', calls, 'calls'),
    ...line('near', 'bad', casesNear, 'cases'),
    ...sayStanding(standing),
    ...line('cases', 'plain', cases - casesNear, 'cases'),
    ...(verifiedAt === null && may('record.verify')
      ? [{ key: 'record', tone: 'plain' as const, text: t.record, href: `${base}/record` }]
      : []),
  ]
}
