/** Whether an attempt that arrives belongs into the list that is shown. */
import type { Attempt } from '$lib/attempts/say-attempt.ts'

/** `query`: as the server was asked. */
export function belongs(attempt: Attempt, { name, from, until, ...same }: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(same).every(([key, value]) => attempt[key as keyof Attempt] === value)
  const named = name === undefined || name.split(',').includes(attempt.name ?? '')
  return equal && named && attempt.startedAt >= Number(from ?? 0) && attempt.startedAt < Number(until ?? Number.POSITIVE_INFINITY)
}
