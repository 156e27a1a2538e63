/** Loads, soon after the start, the libraries that the first requests do without. Then nobody waits for them, and no answer takes longer because of what it is about. */
import { setTimeout as wait } from 'node:timers/promises'
import { loadDrawing } from '../captcha/characters.ts'
import { loadEstimator } from '../crypto/weak-passwords.ts'
import { loadWebAuthn } from '../crypto/webauthn.ts'

/** Before each of them: requests that wait are answered first. */
const PAUSE_MS = 500

export function startLoading(onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    for (const load of [loadDrawing, loadWebAuthn, loadEstimator]) {
      await wait(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      await load().catch(onFault)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
