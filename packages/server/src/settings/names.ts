/** The names of all settings, and the refusal that names one. */
import { UserFacingError } from '../problems/user-facing-error.ts'

export const settingNames = [
  'SECRET',
  'ORIGIN',
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_TOKEN',
  'SMTP_URL',
  'MAIL_FROM',
  'INSECURE_SMTP',
  'SMS_URL',
  'SMS_FROM',
  'TRUSTED_PROXIES',
  'FORWARDED_HEADER',
  'INSECURE_OUTBOUND',
  'GEOIP_DATABASE',
  'SECURITY_CONTACT',
  'LOG_LEVEL',
  'SETTINGS',
] as const
export type SettingName = (typeof settingNames)[number]

/** Each can be read from a file: `REGAIN_SECRET_FILE=/run/secrets/…`. */
export const secretNames = ['SECRET', 'DATABASE_URL', 'DATABASE_TOKEN', 'SMTP_URL', 'SMS_URL'] as const satisfies readonly SettingName[]

/** `message` has one line for each setting. */
export class SettingRefused extends UserFacingError {
  override name = 'SettingRefused'
}

export function refuse(name: SettingName, sentence: string): never {
  throw new SettingRefused(`REGAIN_${name} ${sentence}`)
}
