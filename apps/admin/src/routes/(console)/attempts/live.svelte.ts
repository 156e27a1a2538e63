/** The live end of the list: what moves is shown where it stands, what is new is held until the operator asks for it. */
import { SvelteMap } from 'svelte/reactivity'
import { base } from '$app/paths'
import { onRefusal } from '$lib/api.ts'
import type { Attempt } from '$lib/attempts/say-attempt.ts'

/** An hour of a busy day must not fill the tab: beyond this the count says "or more". */
const MOST_HELD = 500
const AGAIN_MS = 3000

interface Shown {
  rows: readonly Attempt[]
  /** From where on nothing is in `rows` yet. */
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

  /** For an effect: ends what it began. */
  function follow(shown: Shown): () => void {
    let source: EventSource
    let event = shown.event
    let again: ReturnType<typeof setTimeout>
    held.clear()
    moved.clear()
    full = false
    const connect = () => {
      source = new EventSource(`${base}/api/attempts/live?after=${event}`)
      source.onopen = () => {
        lostAt = undefined
      }
      source.onerror = () => {
        lostAt ??= Date.now()
        // After an answer that is no stream the browser gives up; the list does not.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN_MS)
      }
      source.addEventListener('attempts', ({ data, lastEventId }) => {
        event = Number(lastEventId)
        take(JSON.parse(data) as Attempt[], shown)
      })
      source.addEventListener('reload', ({ lastEventId }) => {
        event = Number(lastEventId)
        full = true
      })
      source.addEventListener('signed-out', () => {
        source.close()
        onRefusal.signedOut()
      })
    }
    connect()
    return () => {
      clearTimeout(again)
      source.close()
    }
  }

  return {
    follow,
    /** The attempt as it is now. */
    now: (attempt: Attempt): Attempt => moved.get(attempt.id) ?? attempt,
    get held() {
      return held.size
    },
    /** Whether there are more than `held` says. */
    get full() {
      return full
    },
    /** Since when nothing arrives any more, in ms. */
    get lostAt() {
      return lostAt
    },
  }
}
