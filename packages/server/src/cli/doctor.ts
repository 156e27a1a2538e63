/** `regain doctor` */
import { sql } from 'drizzle-orm'
import { auditEvents, realms, sites } from '../db/schema.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { smsWebhookSecret } from '../outbox/channels/sms-webhook.ts'
import { readRealm, readSites, whyUnreadable } from '../sites/read-sites.ts'
import { notRemoved } from '../sites/realm-exists.ts'
import { listLostNames } from '../upgrade/list-lost-names.ts'
import { createChannels } from '../wiring/create-channels.ts'
import { createDeps } from '../wiring/deps.ts'
import type { Workshop } from './command.ts'
import { command, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'
import { exitStatus } from './exit-status.ts'

const PROBE_MS = 10_000

export const doctor = command({
  name: 'doctor',
  description: descriptions.doctor,
  args: {},
  async run() {
    return await withDatabase(async (workshop) => {
      const { config, keys, clock } = workshop
      const outbound = createOutbound({ insecureOrigins: config.insecureOutbound })
      const channels = createChannels(config, { keys, outbound, clock })
      const off = [
        !channels.email && 'Mail is off: set REGAIN_SMTP_URL and REGAIN_MAIL_FROM.',
        !channels.phone && 'SMS is off: set REGAIN_SMS_URL and REGAIN_SMS_FROM.',
      ].filter((line) => line !== false)
      const probes = Object.values(channels).map(async (channel) => {
        const fault = await channel.probe(AbortSignal.timeout(PROBE_MS))
        channel.close()
        return fault
      })
      // One of the two is enough; without both, nobody gets a code.
      const [dispensable, missing] = off.length === 2 ? [[], off] : [off, []]
      const withoutMail =
        config.securityContact === undefined && 'There is no contact for reporting a vulnerability: set REGAIN_SECURITY_CONTACT.'
      const unencrypted =
        config.insecureSmtp &&
        `Codes go to ${new URL(config.smtpUrl ?? '').host} without TLS, as REGAIN_INSECURE_SMTP says: everybody on that network can read them.`
      const notes = [...dispensable, withoutMail, unencrypted, await lookAtSyncs(workshop), ...config.notes].filter(
        (line) => typeof line === 'string',
      )
      const advice = [
        ...missing,
        ...(await Promise.all(probes)),
        ...(await lookAtRealms(workshop)),
        ...(await probeDirectories(workshop, outbound)),
        ...(await lookAtOrigins(workshop)),
        await lookAtClock(workshop),
        ...(await lookAtNames(workshop)),
      ].filter((line) => typeof line === 'string')
      if (advice.length > 0) process.exitCode = exitStatus.found
      // Anyone who can run this command already has the secret that it derives from.
      const ownSms = config.smsUrl !== undefined && !config.smsUrl.startsWith('twilio:')
      return { ok: advice.length === 0, advice, notes, ...(ownSms && { smsWebhookSecret: smsWebhookSecret(keys) }) }
    })
  },
})

/** Settings that work only on this machine. */
async function lookAtOrigins({ db, config }: Workshop): Promise<string[]> {
  const isLocal = (origin: string): boolean => origin.startsWith('http:')
  const isOpen = !/^(127\.|localhost$|::1$)/.test(config.host)
  const rows = await db.read.select({ name: sites.name, origins: sites.origins }).from(sites)
  const local = rows.flatMap(({ name, origins }) => (JSON.parse(origins) as string[]).filter(isLocal).map((origin) => ({ name, origin })))
  return [
    ...(isLocal(config.origin) && isOpen
      ? [`REGAIN_ORIGIN is ${config.origin}, but REGAIN_HOST listens to others: set the public https origin.`]
      : []),
    ...(isLocal(config.origin)
      ? []
      : local.map(({ name, origin }) => `The site ${name} has ${origin}, which is without TLS: only this machine or network can open it.`)),
  ]
}

/** A realm whose settings can't be read is shut, and its people can't recover. */
async function lookAtRealms({ db, clock, keys, seal }: Workshop): Promise<string[]> {
  const faults: string[] = []
  await readSites(db, clock, keys, seal, ({ realm, site, because }) => {
    faults.push(
      `${site === undefined ? `The realm ${realm}` : `The site ${site} of realm ${realm}`} is shut: ${because}. Restore a backup, or write its settings again.`,
    )
  }).all()
  return faults
}

/** SQLite's number for a commit that is on disk before it is confirmed (sqlite.org/pragma.html#pragma_synchronous). */
const FULL = 2

/** Our own connections to a file always sync. A libSQL server decides for itself, and may not tell. */
async function lookAtSyncs({ db }: Workshop): Promise<string | undefined> {
  const found = await db.read.get<{ synchronous: number }>(sql`PRAGMA synchronous`).catch(() => undefined)
  return found && found.synchronous < FULL
    ? 'The libSQL server does not write each commit to its disk at once: a power failure of its machine can lose the last ones, and a code that was used may work again.'
    : undefined
}

/** Further ones are only counted: `regain accounts lost-names` lists them all. */
const MOST_NAMES = 10

/** Names that became equal when the form in which they are compared changed. */
async function lookAtNames({ db }: Workshop): Promise<string[]> {
  const lost = await listLostNames(db.read)
  const shown = lost
    .slice(0, MOST_NAMES)
    .map(
      ({ realm, account, kept, kind, masked }) =>
        `In realm ${realm} the ${kind} ${masked} of account ${account} is also that of the older account ${kept}, which keeps it: write ${account} with another name.`,
    )
  return lost.length > MOST_NAMES
    ? [...shown, `${lost.length - MOST_NAMES} more names went to an older account: regain accounts lost-names lists them.`]
    : shown
}

const BEHIND_MS = 60_000
/** Clocks of machines on one database may differ by this much. Beyond it, one machine takes over a message that another is still delivering. */
const APART_MS = 2000

/** Compares with the audit log, whose last event can't be in the future, and with the libSQL server's own clock. */
async function lookAtClock({ db, clock }: Workshop): Promise<string | undefined> {
  const asked = clock.now()
  const [{ at, theirs } = { at: null, theirs: asked }] = await db.read
    .select({ at: sql<number | null>`max(${auditEvents.at})`, theirs: sql<number>`unixepoch('subsec') * 1000` })
    .from(auditEvents)
  const answered = clock.now()
  if ((at ?? 0) > answered + BEHIND_MS)
    return 'The clock of this machine is behind the last event on record: set it, or codes will not expire in time.'
  return theirs < asked - APART_MS || theirs > answered + APART_MS
    ? 'The clocks of the database and of this machine differ by more than two seconds: keep them in step (NTP), or messages may arrive twice.'
    : undefined
}

/** Asks each site that keeps its own accounts about an unknown name. */
async function probeDirectories({ db, epoch, config, seal, clock, chance }: Workshop, outbound: Outbound): Promise<string[]> {
  const rows = await db.read.select().from(realms).where(notRemoved)
  const probes = rows.map(async (row) => {
    // `lookAtRealms` reports realms that cannot be read.
    const realm = whyUnreadable(row, seal) === undefined ? readRealm(row, seal) : undefined
    if (!realm?.webhook) return []
    const faults = new Set<string>()
    const onDirectoryFault = ({ because }: { because: string }) => void faults.add(because)
    const { directoryOf } = createDeps({
      secret: config.secret,
      origin: config.origin,
      epoch,
      db,
      clock,
      chance,
      channels: {},
      outbound,
      onDirectoryFault,
    })
    const { result } = await directoryOf(realm).find({ kind: 'handle', value: 'regain-doctor' })
    return result === 'unavailable'
      ? [
          `The directory of realm ${realm.name} at ${realm.webhook.url} can't be asked: ${[...faults].join(', ') || 'it accepts every name'}.`,
        ]
      : []
  })
  return (await Promise.all(probes)).flat()
}
