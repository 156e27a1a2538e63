/** Answers Regain's signed calls. This is all that a site must add to keep its own users. */
import type { Row } from '@libsql/client'
import type { Handler } from 'hono'
import { Webhook } from 'standardwebhooks'
import type { Users } from './users.ts'

type Call =
  | { type: 'account.find'; data: { identifier: { kind: string; value: string } } }
  | { type: 'account.read'; data: { accountId: string } }
  | { type: 'account.set-password'; data: { accountId: string; passwordHash: string; generation: number } }

export function receiver(users: Users, secret: string): Handler {
  const webhook = new Webhook(secret)
  return async (c) => {
    // The signature covers the bytes as they arrived, so they are checked before they are parsed. More than five minutes of difference is refused.
    const body = Buffer.from(await c.req.arrayBuffer())
    try {
      webhook.verify(body, c.req.header(), { jsonParse: false })
    } catch {
      return c.json({ error: 'not signed by Regain, or too old' }, 401)
    }
    const id = c.req.header('webhook-id') ?? ''
    const call = JSON.parse(body.toString('utf8')) as Call
    if (call.type === 'account.set-password') {
      const { accountId, passwordHash, generation } = call.data
      return c.json({ result: await users.setPassword(id, accountId, passwordHash, generation) })
    }
    if (!(await users.isNew(id))) return c.json({ error: 'seen before' }, 409)
    if (call.type === 'account.find') {
      const { kind, value } = call.data.identifier
      return c.json({ accounts: (await users.find(kind, value)).map(toAccount) })
    }
    return c.json({ accounts: (await users.read(call.data.accountId)).map(toAccount) })
  }
}

function toAccount(user: Row) {
  const email = { kind: 'email', value: user.email }
  const phone = user.phone === null ? [] : [{ kind: 'phone', value: user.phone }]
  const handle = user.handle === null ? [] : [{ kind: 'handle', value: user.handle }]
  return {
    id: String(user.id),
    generation: user.generation,
    identifiers: [email, ...phone, ...handle],
    destinations: [
      { channel: 'email', value: user.email, verified: user.email_verified === 1 },
      ...phone.map(({ value }) => ({ channel: 'phone', value, verified: user.phone_verified === 1 })),
    ],
    ...(user.lock !== null && { lock: { cause: user.lock, since: user.locked_at } }),
  }
}
