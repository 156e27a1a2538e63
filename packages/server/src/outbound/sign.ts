/** Signs calls after Standard Webhooks 1.0.0, so that a site can verify them with an existing library (R-1001). */
import { createHmac } from 'node:crypto'
import type { Chance } from '../world/chance.ts'

const PREFIX = 'whsec_'
// Standard Webhooks: 192 to 512 bits.
const LEAST_BYTES = 24
const MOST_BYTES = 64

/** The key; undefined if the text is no secret of the right form and size. */
export function readWebhookSecret(text: string): Buffer | undefined {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const key = Buffer.from(text.slice(PREFIX.length), 'base64')
  return key.length >= LEAST_BYTES && key.length <= MOST_BYTES ? key : undefined
}

export const toWebhookSecret = (key: Uint8Array): string => PREFIX + Buffer.from(key).toString('base64')

export const newWebhookSecret = (chance: Chance): string => toWebhookSecret(chance.bytes(32))

export interface Signed {
  /** The same for repeats, unlike the time. */
  id: string
  /** Time of this attempt, in ms. */
  at: number
  body: string
}

/** Several secrets during a rotation: a receiver with any of them can verify it. */
export function signatureHeaders(secrets: readonly string[], { id, at, body }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map((secret) => {
    const key = readWebhookSecret(secret)
    if (!key) throw new Error('a webhook secret must be whsec_ and 24 to 64 bytes in base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
