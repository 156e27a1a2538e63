/** Signs people in by a passkey, for the site's back end: no name is typed, each challenge works once, and an unknown passkey costs the same. */
import { instant } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { hostForPage, questionOf } from '../crypto/webauthn.ts'
import type { Database, Tx } from '../db/database.ts'
import { passkeys, usedQuestions } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import { giveBackAt, letsIn } from '../limits/room.ts'
import { serverMethods } from '../methods/index.ts'
import { readSigned } from '../methods/passkey/passkey.ts'
import type { NoticeNeeds } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import { addressPrefixes } from '../visitor/address.ts'
import type { Clock } from '../world/clock.ts'
import { deviceDigest, isFamiliar, rememberDevice } from './familiar-device.ts'
import type { PasskeySignInBody, SignInChallengeReply, SignInReply } from './sign-in-body.ts'

interface Needs extends NoticeNeeds {
  db: Database
  clock: Clock
}

/** As long as browsers wait for the person, and a little more. */
const LIFETIME_MS = 300_000

interface Question {
  challenge: string
  host: string
  expiresAt: number
}

const contextOf = ({ key }: Site): string => `sign-in by passkey at ${key}`

/** Writes nothing: opening a sign-in page leaves no row. */
export function askForPasskey(site: Site, origin: string, { chance, seal, clock }: Needs): SignInChallengeReply {
  mustSignIn(site)
  if (!site.origins.includes(origin)) throw valueRefused('origin', 'is not registered for this site')
  const host = hostForPage(site.origins, origin)
  const question: Question = { challenge: questionOf(chance), host, expiresAt: clock.now() + LIFETIME_MS }
  return {
    question: seal.sealJson(question, contextOf(site)),
    passkey: { challenge: question.challenge, rpId: host },
    expiresAt: instant(question.expiresAt),
  }
}

function mustSignIn({ realm }: Site): void {
  if (!realm.policy.signInByPasskey)
    throw new ProblemError('value-refused', {
      detail: 'The policy of this realm does not allow sign-in with passkeys: see `signInByPasskey`.',
    })
}

export async function signInByPasskey(site: Site, body: PasskeySignInBody, needs: Needs): Promise<SignInReply> {
  mustSignIn(site)
  const { db, clock, keys, seal } = needs
  const { realm, origins } = site
  const { challenge, host, expiresAt } = seal.openJson<Question>(body.question, contextOf(site)) ?? NOT_ASKED
  const { credential } = body
  // Verified before the transaction, because a signature takes longer than a statement.
  const signed = await readSigned(db.read, realm.id, credential, { challenge, host, origins })
  const now = clock.now()
  return await db.write(async (tx) => {
    const address = body.ip === undefined ? undefined : addressPrefixes(body.ip)
    if (address && !(await letsIn(tx, 'signIn', realm, address, needs))) return { result: 'locked', because: 'too-many-sign-ins' }
    // Security: used up whatever the answer was, so that an intercepted answer can't be used again.
    const used = await tx.insert(usedQuestions).values({ question: challenge, expiresAt }).onConflictDoNothing()
    if (used.rowsAffected === 0 || expiresAt <= now) return { result: 'refused' }
    const isPasskey = and(eq(passkeys.realm, realm.id), eq(passkeys.id, credential.id))
    const [owner] = await tx.select().from(passkeys).where(isPasskey)
    const of = { realm: realm.id, account: owner?.account ?? '' }
    const guess = { ...of, flow: '', typed: '', signed, question: challenge, now }
    const found = await serverMethods.passkey.look(tx, guess, needs)
    const account = await readAccount(tx, realm.id, owner?.accountId ?? '')
    if (!owner || !found || !account) return { result: 'refused' }
    if (found.warning) {
      await tellCopied(tx, { site, account, digest: owner.account, now }, needs)
      return { result: 'refused' }
    }
    // Security: it was added recently, perhaps by a thief. A passkey that replaced the password is accepted, because its owner has nothing else.
    if (found.heldUntil > now && !owner.instead) return { result: 'refused' }
    if (!(await found.useUp(tx))) return { result: 'refused' }
    // Only the holder of the passkey learns why the account is locked.
    if (account.lock) return { result: 'locked', because: account.lock.cause }
    if (address) await giveBackAt(tx, 'signIn', realm, address, needs)
    const { id: accountId, generation } = account
    const known = await isFamiliar(tx, { realm: realm.id, account: accountId }, deviceDigest(keys, realm.id, body.device))
    const device = await rememberDevice(tx, { realm: realm.id, account: accountId, known, from: body, now }, needs)
    return { result: 'ok', accountId, generation, device }
  })
}

/** For a question that we did not ask, or for another site: verified at the same cost, and never right. */
const NOT_ASKED: Question = { challenge: 'nobody-asked', host: 'nobody.invalid', expiresAt: 0 }

interface Copied {
  site: Site
  account: FoundAccount
  digest: string
  now: number
}

async function tellCopied(tx: Tx, { site, account, digest, now }: Copied, needs: Needs): Promise<void> {
  const notice = { kind: 'account-changed', change: 'passkey-copied' } as const
  const to = account.destinations.filter(({ verified }) => verified)
  await putNotices(tx, { notice, account: digest, to, locale: account.locale ?? 'en', site, at: now }, needs)
  const facts = { actor: 'person', realm: site.realm.id, site: site.key, account: digest } as const
  await record(tx, { ...facts, at: now, name: 'challenge.failed', details: { method: 'passkey', warning: 'passkey-copied' } })
}
