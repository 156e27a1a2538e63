/** Sends text messages through the site's own program, in calls that are signed after Standard Webhooks. */
import { instant } from '@regain/core'
import type { Keys } from '../../crypto/keys.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import { signatureHeaders, toWebhookSecret } from '../../outbound/sign.ts'
import type { Clock } from '../../world/clock.ts'
import type { Channel } from '../channel.ts'
import { writeSms } from '../messages/write-sms.ts'
import { readSmsStatus } from './read-sms-status.ts'

export interface SmsWebhookSettings {
  /** Begins with `https://`. */
  url: string
  from: string
  secret: string
  outbound: Outbound
  clock: Clock
}

const TIMEOUT_MS = 15_000

/** Derived from the secret, so that it needs no setting. `regain doctor` prints it (docs/adr/0304). */
export const smsWebhookSecret = (keys: Keys): string => toWebhookSecret(keys.key('sms-webhook'))

export function createSmsWebhook({ url, from, secret, outbound, clock }: SmsWebhookSettings): Channel {
  const post = (id: string, call: { type: string; data: Record<string, string> }, stop: AbortSignal) => {
    const at = clock.now()
    const body = JSON.stringify({ type: call.type, timestamp: instant(at), data: call.data })
    return outbound.post({ url, body, headers: signatureHeaders([secret], { id, at, body }), timeoutMs: TIMEOUT_MS, stop })
  }
  return {
    name: 'phone',
    async deliver(message, messageId, signal) {
      if (message.channel !== 'phone') return { result: 'refused', because: 'the message is not a text message' }
      const reply = await post(messageId, { type: 'sms.send', data: { to: message.to, from, text: writeSms(message) } }, signal)
      return reply.result === 'answered' ? readSmsStatus(reply.status) : { result: 'delayed', because: `the SMS gateway: ${reply.because}` }
    },
    async probe(signal) {
      const reply = await post('probe', { type: 'sms.probe', data: {} }, signal)
      if (reply.result !== 'answered') return `The SMS gateway does not answer (${reply.because}): look at REGAIN_SMS_URL.`
      return reply.status >= 200 && reply.status < 300
        ? undefined
        : `The SMS gateway answers our signed call with ${reply.status}: look at REGAIN_SMS_URL, and at the secret that it checks.`
    },
    close: () => undefined,
  }
}
