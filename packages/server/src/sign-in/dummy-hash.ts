/** The hash that a password is compared with for an unknown name or an account without a password. A key picks its form from those in the realm. */
import { and, eq, gt } from 'drizzle-orm'
import { dummyHashOf } from '../crypto/hash-forms.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Reader } from '../db/database.ts'
import { hashForms } from '../db/schema.ts'

/**
 * Security: an imported bcrypt hash takes longer to check than one of ours. If unknown names always cost the same, the time would reveal accounts whose
 * imported hash was never renewed. Undefined: the realm has no hash yet.
 *
 * Drawn by weight and by key (weighted rendezvous), so that a name keeps its form while the shares of other forms change, as an account does.
 */
export async function drawDummyHash(from: Pick<Reader, 'select'>, realm: string, name: string, keys: Keys): Promise<string | undefined> {
  const rows = await from
    .select({ form: hashForms.form, count: hashForms.count })
    .from(hashForms)
    .where(and(eq(hashForms.realm, realm), gt(hashForms.count, 0)))
  const drawn = rows
    .map(({ form, count }) => ({ hash: dummyHashOf(form), score: -Math.log(share(keys, realm, name, form)) / count }))
    .filter(({ hash }) => hash !== undefined)
  return drawn.sort((a, b) => a.score - b.score)[0]?.hash
}

/** Between 0 and 1, both excluded. */
function share(keys: Keys, realm: string, name: string, form: string): number {
  const bits = Buffer.from(keys.digest('decoy', 'hash-form', realm, name, form), 'base64url').readUIntBE(0, 6)
  return (bits + 0.5) / 2 ** 48
}
