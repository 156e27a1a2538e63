/** The live end of the list: rows that change are updated in place, new rows are held until the operator asks for them. */
import { SvelteMap } from 'svelte/reactivity'
import { base } from '$app/paths'
import { onRefusal } from '$lib/api.ts'
import type { Attempt } from '$lib/attempts/say-attempt.ts'

/** An hour of a busy day must not fill the tab's memory: above this, the count says "or more". */
const MOST_HELD = 500
const AGAIN_MS = 3000
/** The server says `still-here` every 6 seconds: after this time, the connection was cut. */
const SILENT_MS = 15_000

interface Shown {
  rows: readonly Attempt[]
  /** The event after which nothing is in `rows` yet. */
  event: number
  belongs(attempt: Attempt): boolean
}

export function createLive() {
  const moved = new SvelteMap<string, Attempt>()
  const held = new SvelteMap<string, Attempt>()
  let full = $state(false)
  let lostAt = $state<number>()

  function take(attempts: readonly Attempt[], { rows, belongs }: Shown): void {
    const newest = rows[0]?.startedAt ?? 0
    for (const attempt of attempts) {
      if (rows.some(({ id }) => id === attempt.id)) moved.set(attempt.id, attempt)
      else if (attempt.startedAt >= newest && belongs(attempt)) {
        if (held.size < MOST_HELD) held.set(attempt.id, attempt)
        else full = true
      }
    }
  }

  /** For an effect: returns what ends it. */
  function follow(shown: Shown): () => void {
    let source: EventSource
    let event = shown.event
    let next: ReturnType<typeof setTimeout>
    held.clear()
    moved.clear()
    full = false
    const within = (ms: number, act: () => void) => {
      clearTimeout(next)
      next = setTimeout(act, ms)
    }
    const lose = () => {
      source.close()
      lostAt ??= Date.now()
      within(AGAIN_MS, connect)
    }
    const connect = () => {
      source = new EventSource(`${base}/api/attempts/live?after=${event}`)
      const on = (name: string, act: (of: MessageEvent<string>) => void) =>
        source.addEventListener(name, (of) => {
          within(SILENT_MS, lose)
          act(of)
        })
      within(SILENT_MS, lose)
      source.onopen = () => {
        lostAt = undefined
      }
      source.onerror = lose
      on('still-here', () => undefined)
      on('attempts', ({ data, lastEventId }) => {
        event = Number(lastEventId)
        take(JSON.parse(data) as Attempt[], shown)
      })
      on('reload', ({ lastEventId }) => {
        event = Number(lastEventId)
        full = true
      })
      on('signed-out', () => {
        end()
        onRefusal.signedOut()
      })
    }
    const end = () => {
      clearTimeout(next)
      source.close()
      removeEventListener('offline', lose)
    }
    connect()
    // Without a network, a browser leaves an open stream as it is, and silent.
    addEventListener('offline', lose)
    return end
  }

  return {
    follow,
    /** The current state of an attempt. */
    now: (attempt: Attempt): Attempt => moved.get(attempt.id) ?? attempt,
    get held() {
      return held.size
    },
    /** Whether there are more than `held` contains. */
    get full() {
      return full
    },
    /** Since when nothing has arrived, in ms. */
    get lostAt() {
      return lostAt
    },
  }
}
