/** An owner with a long session: how operators sign in is not measured here. */
import { randomBytes } from 'node:crypto'
import { createClient } from '@libsql/client'
import { deriveKeys } from '../../../packages/server/dist/crypto/keys.js'
import type { RegainPlace } from '../regain.ts'

/** Resolves to the cookie. */
export async function hireOwner({ url, secret }: RegainPlace): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const digest = deriveKeys(Buffer.from(secret, 'base64')).digest('operator', 'session', token)
  const now = Date.now()
  const client = createClient({ url })
  try {
    await client.batch(
      [
        {
          sql: "INSERT INTO operators (id, email, name, role, created_at) VALUES ('olga', 'olga@example.com', 'Olga', 'owner', ?)",
          args: [now],
        },
        {
          sql: "INSERT INTO operator_sessions (id, digest, operator, created_at, seen_at, proven_at, address_prefix) VALUES ('session', ?, 'olga', ?, ?, ?, '127.0.0.1')",
          args: [digest, now, now, now],
        },
      ],
      'write',
    )
  } finally {
    client.close()
  }
  return `__Host-regain-operator=${token}`
}
