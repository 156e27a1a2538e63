/** Opens `<regain-security>`: the site requests a token for a signed-in person, for one account and some minutes. */
import { and, eq, gt } from 'drizzle-orm'
import type { BySite } from '../accounts/by-site.ts'
import { fact } from '../accounts/by-site.ts'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Database, Reader, Tx } from '../db/database.ts'
import { outcomeOf } from '../db/outcome-of.ts'
import { enrolments } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { longSecret } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'

/** Long enough to fetch a phone and a printer; the site asks for the password again sooner than that (ASVS 5.0 7.5.1). */
export const LIFETIME_MS = 900_000

/** The account that the token opens, as it is now. */
export interface Enrolled {
  site: Site
  account: FoundAccount
  /** As in `flows.account`. */
  digest: string
  /** Digest of the token: a value that is sealed for it can't be opened with another. */
  enrolment: string
  expiresAt: number
  now: number
  /** Coarse name of the browser. */
  browser: string | undefined
  requestId: string
}

export async function openEnrolment(tx: Tx, by: BySite, site: string): Promise<{ token: string; expiresAt: number }> {
  const { realm, id, keys, chance, now } = by
  const account = await readAccount(tx, realm, id)
  if (!account) throw new ProblemError('not-found')
  const token = longSecret(chance)
  const expiresAt = now + LIFETIME_MS
  const digest = keys.digest('enrolment', token)
  await tx.insert(enrolments).values({ digest, site, realm, account: id, generation: account.generation, expiresAt })
  await record(tx, { ...fact(by), site, name: 'enrolment.opened' })
  return { token, expiresAt }
}

export interface EnrolmentRequest {
  token: string
  visitor: Visitor
  siteOf(key: string): Promise<Site | undefined>
}

interface Needs {
  db: Database
  clock: Clock
  keys: Keys
}

export interface Entered<Result> {
  result: Result
  enrolled: Enrolled
}

/** An expired token gets the same answer as an unknown one. A request without a valid token is refused by a read, uncounted, and never occupies the single writer. */
export async function enter<Result>(
  { token, visitor, siteOf }: EnrolmentRequest,
  { db, clock, keys }: Needs,
  work: (tx: Tx, enrolled: Enrolled) => Promise<Result>,
): Promise<Entered<Result>> {
  const digest = keys.digest('enrolment', token)
  const now = clock.now()
  const find = async (from: Pick<Reader, 'select'>) => {
    const isValidToken = and(eq(enrolments.digest, digest), gt(enrolments.expiresAt, now))
    const [row] = await from.select().from(enrolments).where(isValidToken)
    const site = row && (await siteOf(row.site))
    if (!site) throw new ProblemError('unauthorized')
    return { row, site }
  }
  await find(db.read)
  const outcome = await db.write(async (tx) => {
    const { row, site } = await find(tx)
    await mustLetIn(tx, 'answer', site.realm, visitor.address, { keys, clock }, 'security')
    const account = await readAccount(tx, row.realm, row.account)
    // Security: a session from before the last password change, or of a locked account, does not count.
    if (account?.generation !== row.generation || account.lock) throw new ProblemError('unauthorized')
    const { expiresAt } = row
    const whose = { site, account, digest: accountDigest(keys, row.realm, row.account), enrolment: digest, expiresAt, now }
    const enrolled = { ...whose, browser: visitor.browser, requestId: visitor.requestId }
    return await outcomeOf(tx, async () => ({ result: await work(tx, enrolled), enrolled }))
  })
  return outcome()
}
