/** Stores what a stranger can see of replies, by step and by group, and says how well two groups can be told apart. */
import type { Reply } from '../http.ts'
import type { Separation } from '../statistics.ts'
import { learnedSeparation, median, separation } from '../statistics.ts'

interface Seen {
  ms: number[]
  bytes: number[]
  shapes: Set<string>
}

export interface Comparison {
  step: string
  group: string
  pairs: number
  /** Response time in milliseconds. */
  median: number
  medianUnknown: number
  time: Separation
  /** Time and length together. */
  learned: Separation
  /** The form of a reply without ids, times and masked letters: how many forms there were, and whether both groups had the same ones. */
  shapes: number
  sameShapes: boolean
  /** Deciles of the response times, for the plot. */
  deciles: number[]
  decilesUnknown: number[]
}

export interface Samples {
  add(step: string, group: string, reply: Reply): void
  compare(): Comparison[]
  /** Restarts the numbering of steps. */
  clear(): void
}

export const UNKNOWN = 'unknown'

export function createSamples(): Samples {
  const seen = new Map<string, Map<string, Seen>>()
  return {
    add(step, group, reply) {
      const groups = seen.get(step) ?? new Map<string, Seen>()
      seen.set(step, groups)
      const kept = groups.get(group) ?? { ms: [], bytes: [], shapes: new Set() }
      groups.set(group, kept)
      kept.ms.push(reply.ms)
      kept.bytes.push(Buffer.byteLength(reply.text))
      kept.shapes.add(shapeOf(reply))
    },
    compare: () =>
      [...seen].flatMap(([step, groups]) => {
        const unknown = groups.get(UNKNOWN)
        if (!unknown) return []
        return [...groups].filter(([group]) => group !== UNKNOWN).map(([group, known]) => compare(step, group, known, unknown))
      }),
    clear: () => seen.clear(),
  }
}

function compare(step: string, group: string, known: Seen, unknown: Seen): Comparison {
  const rows = ({ ms, bytes }: Seen) => ms.map((time, place) => [time, bytes[place] ?? 0])
  const deciles = ({ ms }: Seen) => {
    const sorted = [...ms].sort((a, b) => a - b)
    return Array.from({ length: 19 }, (_, place) => sorted[Math.floor(((place + 1) / 20) * sorted.length)] ?? 0)
  }
  return {
    step,
    group,
    pairs: known.ms.length,
    median: median(known.ms),
    medianUnknown: median(unknown.ms),
    time: separation(known.ms, unknown.ms),
    learned: learnedSeparation(rows(known), rows(unknown)),
    shapes: unknown.shapes.size,
    sameShapes: [...known.shapes].every((shape) => unknown.shapes.has(shape)),
    deciles: deciles(known),
    decilesUnknown: deciles(unknown),
  }
}

const VARYING = new Set(['date', 'x-request-id', 'content-length'])

/** Status, headers in order, and the body with every text replaced by its length in bytes. The number to type on a mail's page is random, so it is left out. */
function shapeOf({ status, headers, text }: Reply): string {
  const named = headers.flatMap((name, place) => {
    if (place % 2 === 1) return []
    return VARYING.has(name.toLowerCase()) ? [name] : [`${name}: ${headers[place + 1]}`]
  })
  const body = JSON.stringify(JSON.parse(text), (key, value: unknown) => {
    if (key === 'number') return 'drawn'
    return typeof value === 'string' && key !== 'type' && key !== 'method' && key !== 'complete' ? Buffer.byteLength(value) : value
  })
  return `${status}\n${named.join('\n')}\n${body}`
}
