/** Passkeys of people: public keys, and each signature counts once. An account may have several. */
import type { Assertion } from '@regain/core'
import { and, asc, eq, gte } from 'drizzle-orm'
import type { Keys } from '../../crypto/keys.ts'
import type { Asked, NewPasskey } from '../../crypto/webauthn.ts'
import { readAssertion } from '../../crypto/webauthn.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { keptMethods, passkeys } from '../../db/schema.ts'
import type { OfAccount, ServerMethod, Several, Signed } from '../contract/method.ts'
import { isOf, putRow, readRow } from '../contract/rows.ts'

/** More devices than people carry. Authenticators get the whole list when one is added. */
const MOST = 20

const isOwn = ({ realm, account }: OfAccount) => and(eq(passkeys.realm, realm), eq(passkeys.account, account))

/** The user handle that authenticators store: it identifies nobody (WebAuthn 14.6.1), and is the same for all passkeys of an account. */
export const handleOf = ({ realm, account }: OfAccount, keys: Keys): string => keys.digest('kept-method', 'passkey-handle', realm, account)

/** A key whose private half nobody has: an unknown credential is verified against it, at the same cost. */
const NOBODYS = {
  id: '',
  publicKey: 'pQECAyYgASFYIBBHveQOsfQLRadJBDmejN0fP83n-_gywyyRcUqPfNuIIlgg5i0LyOE99I46WY6McLlFRrYCQT9zlZk1I2YeRZu_Ql4',
  counter: 0,
}

/** Looks up the credential alone, not the flow's account, so it takes the same time for every name. */
export async function readSigned(
  db: Pick<Reader, 'select'>,
  realm: string,
  credential: Assertion,
  asked: Asked,
): Promise<Signed | undefined> {
  const [known] = await db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.realm, realm), eq(passkeys.id, credential.id)))
  const read = await readAssertion(credential, asked, known ?? NOBODYS)
  if (!known || !read) return undefined
  return { id: known.id, question: asked.challenge, handle: credential.response.userHandle, known: known.counter, ...read }
}

const several: Several = {
  each: (tx, of) =>
    tx
      .select({ id: passkeys.id, name: passkeys.name, since: passkeys.since, heldUntil: passkeys.heldUntil, usedAt: passkeys.usedAt })
      .from(passkeys)
      .where(isOwn(of))
      .orderBy(asc(passkeys.since), asc(passkeys.id)),
  async forget(tx, of, which) {
    const isChosen = 'id' in which ? eq(passkeys.id, which.id) : gte(passkeys.since, which.since)
    const gone = await tx.delete(passkeys).where(and(isOwn(of), isChosen))
    const [oldest] = await several.each(tx, of)
    if (oldest) await tx.update(keptMethods).set({ since: oldest.since }).where(isOf(of, 'passkey'))
    else await tx.delete(keptMethods).where(isOf(of, 'passkey'))
    return gone.rowsAffected > 0
  },
}

export const passkey: ServerMethod<'passkey'> = {
  name: 'passkey',
  signs: true,
  notices: { made: 'passkey-added', removed: 'passkey-removed' },
  several,
  async look(tx, guess, { keys }) {
    const { signed, question, now } = guess
    const isSigner = and(isOwn(guess), eq(passkeys.id, signed?.id ?? ''))
    const [own] = await tx.select({ heldUntil: passkeys.heldUntil }).from(passkeys).where(isSigner)
    // Security: a valid signature by another account's passkey, or for an older challenge, is a wrong guess like any other.
    if (!own || !signed || signed.question !== question) return undefined
    if (signed.handle !== undefined && signed.handle !== handleOf(guess, keys)) return undefined
    return {
      heldUntil: own.heldUntil,
      ...(signed.copied && { warning: 'passkey-copied' }),
      async useUp(tx) {
        const isLater = and(isSigner, eq(passkeys.counter, signed.known))
        const used = await tx.update(passkeys).set({ counter: signed.counter, usedAt: now }).where(isLater)
        if (used.rowsAffected === 1) await tx.update(keptMethods).set({ usedAt: now }).where(isOf(guess, 'passkey'))
        return used.rowsAffected === 1
      },
    }
  },
  async forget(tx, of) {
    await tx.delete(passkeys).where(isOwn(of))
  },
}

/** How many passkeys can sign the owner in, now or when their hold is over. */
export const countPasskeys = (tx: Pick<Tx, '$count'>, of: OfAccount): Promise<number> => tx.$count(passkeys, isOwn(of))

/** Why another one can't be added. `known`: an account of the realm already has it; `full`: there are enough. */
export async function whyNotAdded(tx: Tx, of: OfAccount, { id }: Pick<NewPasskey, 'id'>): Promise<'known' | 'full' | undefined> {
  if ((await several.each(tx, of)).length >= MOST) return 'full'
  const isKnown = and(eq(passkeys.realm, of.realm), eq(passkeys.id, id))
  const [known] = await tx.select({ id: passkeys.id }).from(passkeys).where(isKnown)
  return known && 'known'
}

export interface PutPasskey {
  /** The directory's own id of the account. */
  accountId: string
  /** Coarse name of the browser. */
  name: string
  now: number
  heldUntil: number
  /** It replaces a password. */
  instead?: true
}

/** Adds a passkey. */
export async function putPasskey(
  tx: Tx,
  of: OfAccount,
  { id, publicKey, counter }: NewPasskey,
  { now, heldUntil, ...own }: PutPasskey,
): Promise<'added' | 'known' | 'full'> {
  const why = await whyNotAdded(tx, of, { id })
  if (why) return why
  await tx.insert(passkeys).values({ ...of, id, publicKey, counter, since: now, heldUntil, ...own })
  if (!(await readRow(tx, of, 'passkey'))) await putRow(tx, of, { method: 'passkey', since: now, heldUntil })
  return 'added'
}
