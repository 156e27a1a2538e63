/** A device that is signed in at the site and can answer attempts at its own account: nothing else. */
import type { AsksView } from '@regain/core'
import { DEVICE_TOKEN, instant, mayAskDevices } from '@regain/core'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { BySite } from '../accounts/by-site.ts'
import { fact } from '../accounts/by-site.ts'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Reader, Tx } from '../db/database.ts'
import { challenges, enrolments, flows } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { readAccount } from '../directory/read-account.ts'
import { loadFlow, toFlow } from '../flows/facts.ts'
import { momentOf } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { ProblemError } from '../problems/problem.ts'
import type { FoundApproval } from '../recovery/approve.ts'
import type { Site, Sites } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { longSecret } from '../world/chance.ts'
import { HOUR_MS } from '../world/clock.ts'
import { LIFETIME_MS } from './enrol.ts'

const METHOD = 'device-approval'

/** Stored in the table of security page tokens under a digest of its own: this token can't open that page, and that page's token can't answer here. */
const digestOf = (token: string, { keys }: { keys: Keys }): string => keys.digest('enrolment', 'device', token)

/** For people who have forgotten their password. The token can only confirm the number from another screen. */
export async function openDevice(tx: Tx, by: BySite, site: string, signedInAt: number): Promise<{ token: string; expiresAt: number }> {
  const { realm, id, keys, chance, now } = by
  const account = await readAccount(tx, realm, id)
  if (!account) throw new ProblemError('not-found')
  const secret = longSecret(chance)
  const expiresAt = now + LIFETIME_MS
  const { generation } = account
  await tx.insert(enrolments).values({ digest: digestOf(secret, { keys }), site, realm, account: id, generation, expiresAt, signedInAt })
  await record(tx, { ...fact(by), site, name: 'enrolment.opened', details: { device: true } })
  return { token: DEVICE_TOKEN + secret, expiresAt }
}

export interface DeviceRequest {
  token: string
  visitor: Visitor
  siteOf(key: string): Promise<Site | undefined>
}

type Needs = Pick<RecoveryDeps, 'clock' | 'keys' | 'seal'> & { sites: Sites }

interface Device {
  site: Site
  /** As in `flows.account`. */
  digest: string
  expiresAt: number
  /** From when on this device is asked. */
  asksFrom: number
  now: number
}

async function findDevice(tx: Reader, { token, siteOf }: DeviceRequest, { clock, keys }: Needs): Promise<Device> {
  const now = clock.now()
  const digest = digestOf(token.startsWith(DEVICE_TOKEN) ? token.slice(DEVICE_TOKEN.length) : '', { keys })
  const isValidToken = and(eq(enrolments.digest, digest), gt(enrolments.expiresAt, now))
  const [row] = await tx.select().from(enrolments).where(isValidToken)
  const site = row && (await siteOf(row.site))
  const account = row && (await readAccount(tx, row.realm, row.account))
  // Security: a session from before the last password change, or of a locked account, does not count.
  if (!site || !account || account.generation !== row.generation || account.lock || row.signedInAt === null)
    throw new ProblemError('unauthorized')
  // Security: a thief who has just signed in would be asked as well. So a new session is not asked as long as a new method would be held.
  const asksFrom = row.signedInAt + site.realm.policy.hold.newHours * HOUR_MS
  return { site, digest: accountDigest(keys, row.realm, row.account), expiresAt: row.expiresAt, asksFrom, now }
}

/** The open questions about the account, the oldest first. */
async function asksOf(tx: Reader, device: Device, { visitor }: DeviceRequest, needs: Needs): Promise<FoundApproval[]> {
  const { site, digest, asksFrom } = device
  if (device.now < asksFrom || !site.realm.policy.methods.includes(METHOD)) return []
  const isAsked = and(eq(challenges.method, METHOD), eq(challenges.told, true), gt(challenges.expiresAt, device.now))
  const isOpen = and(eq(flows.account, digest), isNull(flows.endedAt), gt(flows.expiresAt, device.now))
  const rows = await tx
    .select({ id: flows.id })
    .from(flows)
    .innerJoin(challenges, eq(challenges.flow, flows.id))
    .where(and(isOpen, isAsked))
    .orderBy(asc(flows.startedAt), asc(flows.id))
  const asks: FoundApproval[] = []
  for (const { id } of rows) {
    const stored = await loadFlow(tx, id, needs.seal)
    const asking = stored && (await needs.sites.byKey(stored.row.site))
    if (!stored?.challenge || !asking || !mayAskDevices(toFlow(stored, asking))) continue
    const now = momentOf(stored.row, device.now)
    if (now >= stored.challenge.expiresAt) continue
    const request = { flow: id, visitor, siteOf: needs.sites.byKey }
    asks.push({ request, stored, site: asking, now, challenge: stored.challenge })
  }
  return asks
}

/** Only reads: a waiting page calls it again and again. */
export async function listAsks(tx: Reader, request: DeviceRequest, needs: Needs): Promise<AsksView> {
  const device = await findDevice(tx, request, needs)
  const { site, expiresAt, asksFrom, now } = device
  return {
    site: site.name,
    expiresAt: instant(expiresAt),
    ...(asksFrom > now && { asksFrom: instant(asksFrom) }),
    asks: (await asksOf(tx, device, request, needs)).map(({ stored: { row }, challenge }) => ({
      id: challenge.digest,
      at: instant(row.startedAt),
      ...(row.browser !== null && { browser: row.browser }),
      ...(row.country !== null && { country: row.country }),
    })),
  }
}

/** Undefined: it was answered, has expired, or belongs to another account. */
export async function findAsk(tx: Reader, id: string, request: DeviceRequest, needs: Needs): Promise<FoundApproval | undefined> {
  const asks = await asksOf(tx, await findDevice(tx, request, needs), request, needs)
  return asks.find(({ challenge }) => challenge.digest === id)
}
