/** The channels by which messages leave, as the settings name them. */
import type { Channel as ChannelName } from '@regain/core'
import type { Config } from '../config.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { Clock } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import type { Channel } from './channel.ts'
import { createSmsWebhook, smsWebhookSecret } from './channels/sms-webhook.ts'
import { createSmtp } from './channels/smtp.ts'
import { createTwilio } from './channels/twilio.ts'

interface ChannelNeeds {
  keys: Keys
  outbound: Outbound
  clock: Clock
}

export function createChannels(
  { smtpUrl, mailFrom, insecureSmtp, smsUrl, smsFrom }: Config,
  needs: ChannelNeeds,
): Partial<Record<ChannelName, Channel>> {
  return {
    ...(smtpUrl !== undefined && mailFrom !== undefined && { email: createSmtp({ url: smtpUrl, from: mailFrom, insecure: insecureSmtp }) }),
    ...(smsUrl !== undefined && smsFrom !== undefined && { phone: createSms({ url: smsUrl, from: smsFrom }, needs) }),
  }
}

const createSms = (settings: { url: string; from: string }, { keys, ...needs }: ChannelNeeds): Channel =>
  settings.url.startsWith('twilio:') ? createTwilio(settings) : createSmsWebhook({ ...settings, ...needs, secret: smsWebhookSecret(keys) })
