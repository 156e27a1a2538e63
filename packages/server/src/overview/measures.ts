/** What each event counts as. Only numbers: nothing here identifies a person. */

/** A measure and its part. */
export type Count = readonly [measure: Measure, part: string]
export type Measure =
  | 'started'
  /** Flows that began, by country where it is known. */
  | 'country'
  | 'named'
  /** The first code of a flow. */
  | 'asked'
  /** Each code that was sent, by method. */
  | 'sent'
  | 'failed'
  /** The first proof of a flow. */
  | 'proven'
  | 'recovered'
  /** Recoveries by duration: the part is the bucket's upper end in seconds. */
  | 'took'
  | 'ended'
  | 'locked'
  | 'refused'
  | 'delivered'
  | 'undelivered'

export interface CountedEvent {
  name: string
  details: Readonly<Record<string, unknown>>
  /** Whether it is the first event of its name in the flow. */
  first: boolean
  /** Time since its flow began. */
  tookMs: number | undefined
  /** Country in which its flow began. */
  country?: string | undefined
}

/** Upper ends in seconds, close together where most recoveries are; no flow lives longer than the last. */
export const TOOK_SECONDS = [10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1800, 3600] as const

const took = (ms: number | undefined): Count[] => {
  const bucket = ms === undefined ? undefined : (TOOK_SECONDS.find((seconds) => ms <= seconds * 1000) ?? TOOK_SECONDS.at(-1))
  return bucket === undefined ? [] : [['took', String(bucket)]]
}

export function countsOf({ name, details, first, tookMs, country }: CountedEvent): Count[] {
  // Practice runs don't count: they say nothing about how well people recover.
  if (details.drill === true) return []
  const method = String(details.method ?? '')
  switch (name) {
    case 'flow.started':
      return [['started', String(details.reason ?? '')], ...(country ? [['country', country] as const] : [])]
    case 'flow.identified':
      return [['named', details.decoy === true ? 'nobody' : 'somebody']]
    case 'challenge.opened':
      return [
        ...(first ? [['asked', method] as const] : []),
        ...(details.sent === true ? [['sent', method] as const] : []),
        ...(details.withinBudget === false ? [['refused', 'silent budget'] as const] : []),
      ]
    case 'challenge.failed':
      return [['failed', method]]
    case 'challenge.passed':
      return first ? [['proven', method]] : []
    case 'password.changed':
      return [['recovered', details.passkey === true ? 'passkey-made' : 'password-changed'], ...took(tookMs)]
    case 'account.unlocked':
      return tookMs === undefined ? [] : [['recovered', 'unlocked'], ...took(tookMs)]
    case 'flow.cancelled':
      return [['ended', 'cancelled']]
    case 'challenge.exhausted':
      return [['ended', 'too-many-guesses']]
    case 'flow.help-asked':
      return [['ended', 'help-asked']]
    case 'account.locked':
      return [['locked', String(details.cause ?? '')]]
    case 'sign-in.locked':
      return [['locked', 'too-many-sign-ins']]
    default:
      return []
  }
}
