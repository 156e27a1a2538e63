/** `regain doctor` */
import { createChannels } from '../serve.ts'
import { command, withDatabase } from './command.ts'

const PROBE_MS = 10_000

export const doctor = command({
  name: 'doctor',
  description: 'check settings, database, mail and SMS; say what to mend',
  args: {},
  async run() {
    const advice = await withDatabase(async ({ config }) => {
      const channels = createChannels(config)
      const missing = [
        !channels.email && 'Mail is off: set REGAIN_SMTP_URL and REGAIN_MAIL_FROM.',
        !channels.phone && 'SMS is off: set REGAIN_SMS_URL and REGAIN_SMS_FROM.',
      ]
      const probes = Object.values(channels).map(async (channel) => {
        const fault = await channel.probe(AbortSignal.timeout(PROBE_MS))
        channel.close()
        return fault
      })
      return [...missing, ...(await Promise.all(probes))].filter((line) => typeof line === 'string')
    })
    return { ok: advice.length === 0, advice }
  },
})
