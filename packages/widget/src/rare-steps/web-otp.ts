/** Fills in the code from a text message where the browser offers it (WebOTP). The person still has to send it. */
import type { StepContext } from '../screen.ts'
import { rareTexts } from './words.ts'

const waiting = new WeakSet<AbortSignal>()

export async function fillFromTextMessage({ c, t }: StepContext): Promise<void> {
  const signal = c.left
  if (c.replayedAt !== undefined || waiting.has(signal)) return
  waiting.add(signal)
  const request = { otp: { transport: ['sms'] }, signal } as CredentialRequestOptions
  // Not allowed, declined, or the step is over: the person can type the code.
  const credential = await navigator.credentials.get(request).catch(() => undefined)
  const code = (credential as { code?: string } | null | undefined)?.code
  if (!code || signal.aborted) return
  c.write('code', code)
  c.say(rareTexts[t.language].codeFilled)
}
