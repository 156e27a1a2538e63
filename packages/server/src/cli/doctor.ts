/** `regain doctor` */
import { realms } from '../db/schema.ts'
import { createDeps } from '../deps.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { smsWebhookSecret } from '../outbox/channels/sms-webhook.ts'
import { readRealm } from '../realms/read-sites.ts'
import { createChannels } from '../serve.ts'
import type { Workshop } from './command.ts'
import { command, withDatabase } from './command.ts'

const PROBE_MS = 10_000

export const doctor = command({
  name: 'doctor',
  description: 'check settings, database, mail and SMS; say what to mend',
  args: {},
  async run() {
    return await withDatabase(async (workshop) => {
      const { config, keys, clock } = workshop
      const outbound = createOutbound({ insecureOrigins: config.insecureOutbound })
      const channels = createChannels(config, { keys, outbound, clock })
      const missing = [
        !channels.email && 'Mail is off: set REGAIN_SMTP_URL and REGAIN_MAIL_FROM.',
        !channels.phone && 'SMS is off: set REGAIN_SMS_URL and REGAIN_SMS_FROM.',
      ]
      const probes = Object.values(channels).map(async (channel) => {
        const fault = await channel.probe(AbortSignal.timeout(PROBE_MS))
        channel.close()
        return fault
      })
      const advice = [...missing, ...(await Promise.all(probes)), ...(await probeDirectories(workshop, outbound))].filter(
        (line) => typeof line === 'string',
      )
      // Whoever may run this has the secret that it derives from.
      const ownSms = config.smsUrl !== undefined && !config.smsUrl.startsWith('twilio:')
      return { ok: advice.length === 0, advice, ...(ownSms && { smsWebhookSecret: smsWebhookSecret(keys) }) }
    })
  },
})

/** Asks each site that keeps its own users about a name that nobody has. */
async function probeDirectories({ db, config, seal, clock, chance }: Workshop, outbound: Outbound): Promise<string[]> {
  const rows = await db.read.select().from(realms)
  const probes = rows.map(async (row) => {
    const realm = readRealm(row, seal)
    if (!realm.webhook) return []
    const faults = new Set<string>()
    const onDirectoryFault = ({ because }: { because: string }) => void faults.add(because)
    const { directoryOf } = createDeps({
      secret: config.secret,
      origin: config.origin,
      db,
      clock,
      chance,
      channels: {},
      outbound,
      onDirectoryFault,
    })
    const { result } = await directoryOf(realm).find({ kind: 'handle', value: 'regain-doctor' })
    return result === 'unavailable'
      ? [`The directory of realm ${realm.name} at ${realm.webhook.url} can't be asked: ${[...faults].join(', ') || 'it knows everybody'}.`]
      : []
  })
  return (await Promise.all(probes)).flat()
}
