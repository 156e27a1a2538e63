/** Browsers in which a person signed in before, each with a token ("device cookies", OWASP). The token opens nothing; it keeps strangers from using up the owner's share of limits. */
import { and, desc, eq, notInArray, sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Reader, Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { devices } from '../db/schema.ts'
import { coarseBrowser } from '../visitor/browser.ts'
import type { CountryOf } from '../visitor/country.ts'
import type { Chance } from '../world/chance.ts'
import { longSecret } from '../world/chance.ts'
import type { SignInBody } from './sign-in-body.ts'

/** Without a token as well: one row is looked up, whatever was sent. */
export const deviceDigest = (keys: Keys, realm: string, device: string | undefined): string =>
  keys.digest('sign-in', 'device', realm, device ?? '')

const ownerOf = prepareOnce((from: Pick<Reader, 'select'>) =>
  from
    .select({ realm: devices.realm, account: devices.account })
    .from(devices)
    .where(eq(devices.digest, sql.placeholder('digest')))
    .prepare(),
)

/** The account to which a device belongs. */
export type DeviceOwner = Pick<typeof devices.$inferSelect, 'realm' | 'account'>

/** Whether this person signed in on it before. `device`: its digest. */
export async function isFamiliar(from: Pick<Reader, 'select'>, person: DeviceOwner, device: string): Promise<boolean> {
  const [owner] = await ownerOf(from).all({ digest: device })
  return owner?.realm === person.realm && owner.account === person.account
}

interface Remembered {
  realm: string
  account: string
  /** Whether this person signed in on it before. */
  known: boolean
  from: Pick<SignInBody, 'ip' | 'userAgent' | 'device'>
  now: number
}

/** Each device has its own share of the limits, so the number is limited: signing in repeatedly must not create endless shares. */
const MOST_DEVICES = 100

export async function rememberDevice(
  tx: Tx,
  { realm, account, known, from, now }: Remembered,
  { chance, keys, countryOf }: { chance: Chance; keys: Keys; countryOf?: CountryOf | undefined },
): Promise<string> {
  const device = (known ? from.device : undefined) ?? longSecret(chance)
  const country = from.ip === undefined ? undefined : countryOf?.(from.ip)
  const seen = { usedAt: now, browser: coarseBrowser(from.userAgent) ?? null, country: country ?? null }
  await tx
    .insert(devices)
    .values({ digest: deviceDigest(keys, realm, device), realm, account, ...seen })
    .onConflictDoUpdate({ target: devices.digest, set: seen })
  const isTheirs = and(eq(devices.realm, realm), eq(devices.account, account))
  const newest = tx.select({ digest: devices.digest }).from(devices).where(isTheirs).orderBy(desc(devices.usedAt)).limit(MOST_DEVICES)
  await tx.delete(devices).where(and(isTheirs, notInArray(devices.digest, newest)))
  return device
}

/** Makes all of them strangers again. */
export async function forgetDevices(tx: Tx, realm: string, account: string): Promise<void> {
  await tx.delete(devices).where(and(eq(devices.realm, realm), eq(devices.account, account)))
}
