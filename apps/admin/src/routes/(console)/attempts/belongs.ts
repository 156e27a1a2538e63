/** Whether a new attempt belongs in the list that is shown. */
import { recoveries } from '@regain/core'
import type { Attempt } from '$lib/attempts/say-attempt.ts'

/** `query`: the filters as they were sent to the server. */
export function belongs(attempt: Attempt, { name, from, until, state, signs, ...same }: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(same).every(([key, value]) => attempt[key as keyof Attempt] === value)
  const named = name === undefined || name.split(',').includes(attempt.name ?? '')
  const standing =
    state === undefined || state === attempt.state || (state === 'recovered' && recoveries.some((one) => one === attempt.state))
  return (
    equal &&
    named &&
    standing &&
    hasSigns(attempt, signs) &&
    attempt.startedAt >= Number(from ?? 0) &&
    attempt.startedAt < Number(until ?? Number.POSITIVE_INFINITY)
  )
}

function hasSigns({ risk }: Attempt, signs: string | undefined): boolean {
  if (signs === undefined) return true
  return signs === 'high'
    ? risk?.level === 'high'
    : risk !== undefined && (signs === 'any' || risk.signals.some(({ name }) => name === signs))
}
