/** Reads the settings. A setting that can't be used stops the start with a sentence that names it. */
import type { BlockList } from 'node:net'
import type { DatabaseSettings } from '../db/connect.ts'
import type { ForwardedHeader } from '../visitor/forwarded.ts'
import { SettingRefused } from './names.ts'
import type { Environment } from './sources.ts'
import { gatherSettings } from './sources.ts'
import * as read from './values.ts'

export { SettingRefused } from './names.ts'

export interface Config {
  secret: Uint8Array
  origin: string
  port: number
  host: string
  database: DatabaseSettings
  smtpUrl?: string
  mailFrom?: string
  /** Whether mail may go to the mail server without TLS. */
  insecureSmtp?: true
  smsUrl?: string
  smsFrom?: string
  trustedProxies: BlockList
  forwardedHeader: ForwardedHeader
  insecureOutbound: string[]
  /** A file in the MaxMind DB format. */
  geoipDatabase?: string
  /** Where to report a vulnerability: `mailto:…` or `https://…`. */
  securityContact?: string
  logLevel: read.LogLevel
  /** Settings that were ignored on purpose, a sentence for each; for the log and `regain doctor`. */
  notes: readonly string[]
}

/** Throws with a sentence for each invalid setting, so that all can be fixed before the next start. */
export function readConfig(environment: Environment): Config {
  const { value, sentences, notes } = gatherSettings(environment)

  /** The cast is safe: any refusal throws below. */
  function take<Value>(reader: () => Value): Value {
    try {
      return reader()
    } catch (error) {
      if (!(error instanceof SettingRefused)) throw error
      // If a secret's file can't be read, that was reported already.
      const name = error.message.split(' ')[0] ?? ''
      if (!sentences.some((sentence) => sentence.startsWith(`${name}_FILE `))) sentences.push(error.message)
      return undefined as Value
    }
  }
  const port = take(() => read.port(value('PORT') ?? '4300'))
  const token = value('DATABASE_TOKEN')
  const geoipDatabase = value('GEOIP_DATABASE')
  const insecureOutbound = take(() => read.origins(value('INSECURE_OUTBOUND') ?? '')) ?? []
  const config: Config = {
    secret: take(() => read.secret(value('SECRET'))),
    origin: take(() => read.origin(value('ORIGIN') ?? new URL(`http://localhost:${port ?? 4300}`).origin)),
    port,
    host: value('HOST') ?? '127.0.0.1',
    database: { url: take(() => read.databaseUrl(value('DATABASE_URL') ?? 'file:./regain.db')), ...(token !== undefined && { token }) },
    ...take(() => read.mail(value('SMTP_URL'), value('MAIL_FROM'), value('INSECURE_SMTP'))),
    ...take(() => read.sms(value('SMS_URL'), value('SMS_FROM'), insecureOutbound)),
    trustedProxies: take(() => read.proxies(value('TRUSTED_PROXIES') ?? '')),
    forwardedHeader: take(() => read.forwardedHeader(value('FORWARDED_HEADER') ?? 'x-forwarded-for')),
    insecureOutbound,
    ...(geoipDatabase !== undefined && { geoipDatabase }),
    ...take(() => read.contact(value('SECURITY_CONTACT'))),
    logLevel: take(() => read.logLevel(value('LOG_LEVEL') ?? 'info')),
    notes,
  }
  if (sentences.length > 0) throw new SettingRefused(sentences.join('\n'))
  return config
}
