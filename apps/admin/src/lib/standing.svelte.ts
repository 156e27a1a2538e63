/** The notices that appear on every page until somebody has handled them; loaded at each visit, and twice a minute in between. */
import type { Reply } from './api.ts'
import { call } from './api.ts'
import { session } from './session.svelte.ts'

const EVERY_MS = 30_000

let now = $state<Reply<'GET /standing'>>()

export const standing = {
  get now() {
    return now
  },
}

export async function readStanding(): Promise<void> {
  // A hidden page requests nothing; a failed request is repeated.
  if (session.me && !document.hidden) now = await call('GET /standing').catch(() => now)
}

/** Call it in an effect of the layout. */
export function keepStanding(): () => void {
  const timer = setInterval(readStanding, EVERY_MS)
  document.addEventListener('visibilitychange', readStanding)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', readStanding)
  }
}
