/** The channels that deliver messages, according to the settings. */
import type { Transport } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { Channel } from '../outbox/channel.ts'
import { createSmsWebhook, smsWebhookSecret } from '../outbox/channels/sms-webhook.ts'
import { createSmtp } from '../outbox/channels/smtp.ts'
import { createTwilio } from '../outbox/channels/twilio.ts'
import type { Config } from '../settings/config.ts'
import type { Clock } from '../world/clock.ts'

interface ChannelNeeds {
  keys: Keys
  outbound: Outbound
  clock: Clock
}

export function createChannels(
  { smtpUrl, mailFrom, insecureSmtp, smsUrl, smsFrom }: Config,
  needs: ChannelNeeds,
): Partial<Record<Transport, Channel>> {
  return {
    ...(smtpUrl !== undefined && mailFrom !== undefined && { email: createSmtp({ url: smtpUrl, from: mailFrom, insecure: insecureSmtp }) }),
    ...(smsUrl !== undefined && smsFrom !== undefined && { phone: createSms({ url: smsUrl, from: smsFrom }, needs) }),
  }
}

const createSms = (settings: { url: string; from: string }, { keys, ...needs }: ChannelNeeds): Channel =>
  settings.url.startsWith('twilio:') ? createTwilio(settings) : createSmsWebhook({ ...settings, ...needs, secret: smsWebhookSecret(keys) })
