/** Reads the settings; whatever can't be used stops the start with a sentence that names it. */
import { readFileSync } from 'node:fs'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { parseEnv } from 'node:util'
import type { DatabaseSettings } from './db/connect.ts'

export interface Config {
  secret: Uint8Array
  origin: string
  port: number
  host: string
  database: DatabaseSettings
  smtpUrl?: string
  mailFrom?: string
  smsUrl?: string
  smsFrom?: string
  trustedProxies: BlockList
  insecureOutbound: string[]
  /** A file in the MaxMind DB format. */
  geoipDatabase?: string
  /** Whom to write to about a weakness: `mailto:…` or `https://…`. */
  securityContact?: string
  logLevel: (typeof logLevels)[number]
}

/** `message` is the sentence, or a line for each. */
export class SettingRefused extends Error {
  override name = 'SettingRefused'
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const names = [
  'SECRET',
  'ORIGIN',
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_TOKEN',
  'SMTP_URL',
  'MAIL_FROM',
  'SMS_URL',
  'SMS_FROM',
  'TRUSTED_PROXIES',
  'INSECURE_OUTBOUND',
  'GEOIP_DATABASE',
  'SECURITY_CONTACT',
  'LOG_LEVEL',
  'SETTINGS',
] as const
const known = new Set<string>(names.map((name) => `REGAIN_${name}`))
type Environment = Readonly<Record<string, string | undefined>>

function refuse(name: (typeof names)[number], sentence: string): never {
  throw new SettingRefused(`REGAIN_${name} ${sentence}`)
}

/** Throws a sentence for each setting that can't be used: whoever mends one need not start again to read of the next. */
export function readConfig(environment: Environment): Config {
  const file = environment.REGAIN_SETTINGS
  const all: Environment = file === undefined ? environment : { ...readSettingsFile(file), ...environment }
  const sentences = Object.keys(all)
    .filter((name) => name.startsWith('REGAIN_') && !known.has(name))
    .map((name) => `${name} is not a setting of Regain: look for a typing error.`)
  const value = (name: (typeof names)[number]): string | undefined => all[`REGAIN_${name}`] || undefined

  /** Undefined is never seen: what is refused ends it all, below. */
  function read<Value>(reader: () => Value): Value {
    try {
      return reader()
    } catch (error) {
      if (!(error instanceof SettingRefused)) throw error
      sentences.push(error.message)
      return undefined as Value
    }
  }
  const token = value('DATABASE_TOKEN')
  const geoipDatabase = value('GEOIP_DATABASE')
  const insecureOutbound = read(() => readOrigins(value('INSECURE_OUTBOUND') ?? '')) ?? []
  const config: Config = {
    secret: read(() => readSecret(value('SECRET'))),
    origin: read(() => readOrigin(value('ORIGIN') ?? 'http://localhost:4300')),
    port: read(() => readPort(value('PORT') ?? '4300')),
    host: value('HOST') ?? '127.0.0.1',
    database: { url: read(() => readDatabaseUrl(value('DATABASE_URL') ?? 'file:./regain.db')), ...(token !== undefined && { token }) },
    ...read(() => readMail(value('SMTP_URL'), value('MAIL_FROM'))),
    ...read(() => readSms(value('SMS_URL'), value('SMS_FROM'), insecureOutbound)),
    trustedProxies: read(() => readProxies(value('TRUSTED_PROXIES') ?? '')),
    insecureOutbound,
    ...(geoipDatabase !== undefined && { geoipDatabase }),
    ...read(() => readContact(value('SECURITY_CONTACT'))),
    logLevel: read(() => readLogLevel(value('LOG_LEVEL') ?? 'info')),
  }
  if (sentences.length > 0) throw new SettingRefused(sentences.join('\n'))
  return config
}

function readSettingsFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Environment
  } catch {
    return refuse('SETTINGS', `names a file that can not be read: ${file}`)
  }
}

/** At least 256 bits that look drawn by chance (R-1201). */
function readSecret(text: string | undefined): Uint8Array {
  if (text === undefined)
    return refuse(
      'SECRET',
      'is missing: name the file of settings from `regain init` in REGAIN_SETTINGS, or set 32 random bytes in base64, for example from `openssl rand -base64 32`.',
    )
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text) || bytes.length < 32)
    return refuse('SECRET', 'must be at least 32 random bytes in base64, for example from `openssl rand -base64 32`.')
  return new Set(bytes).size >= 16 ? bytes : refuse('SECRET', 'does not look random: make a new one with `openssl rand -base64 32`.')
}

const NO_URL = { protocol: '', origin: '', hostname: '', username: '', password: '' }
const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

function readOrigin(text: string): string {
  const { protocol, hostname, origin } = URL.canParse(text) ? new URL(text) : NO_URL
  if (protocol !== 'https:' && protocol !== 'http:') return refuse('ORIGIN', 'must be an origin such as https://recover.example.com.')
  if (protocol === 'http:' && !isLoopback(hostname)) return refuse('ORIGIN', 'must begin with https:// (http:// is for localhost only).')
  return origin === text.replace(/\/$/, '') ? origin : refuse('ORIGIN', `must be written as browsers do, without a path: ${origin}`)
}

const readLogLevel = (text: string): Config['logLevel'] =>
  logLevels.find((level) => level === text) ?? refuse('LOG_LEVEL', `must be one of ${logLevels.join(', ')}.`)

function readPort(text: string): number {
  const port = Number(text)
  return /^\d+$/.test(text) && port >= 1 && port <= 65_535 ? port : refuse('PORT', 'must be a number from 1 to 65535.')
}

const readDatabaseUrl = (text: string): string =>
  /^file:./.test(text) || (/^(libsql|https?|wss?):\/\/./.test(text) && URL.canParse(text))
    ? text
    : refuse('DATABASE_URL', 'must begin with file:, libsql://, https://, http://, wss:// or ws://.')

const MAIL_ADDRESS = String.raw`[^\s<>@,]+@[^\s<>@,]+`
const SENDER = new RegExp(`^(${MAIL_ADDRESS}|[^<>\\p{Cc}]*<${MAIL_ADDRESS}>)$`, 'u')

function readMail(url: string | undefined, from: string | undefined): Pick<Config, 'smtpUrl' | 'mailFrom'> {
  const { protocol, hostname } = url !== undefined && URL.canParse(url) ? new URL(url) : NO_URL
  if (url !== undefined && (!/^smtps?:$/.test(protocol) || hostname === ''))
    return refuse('SMTP_URL', 'must look like smtp://user:password@host:587 or smtps://host.')
  if ((url ?? from) !== undefined && !SENDER.test(from ?? ''))
    return refuse('MAIL_FROM', 'must be the sender of mail, such as "Shop <no-reply@shop.example>".')
  return url !== undefined && from !== undefined ? { smtpUrl: url, mailFrom: from } : {}
}

function readSms(url: string | undefined, from: string | undefined, insecure: string[]): Pick<Config, 'smsUrl' | 'smsFrom'> {
  const { protocol, origin, username, password } = url !== undefined && URL.canParse(url) ? new URL(url) : NO_URL
  const webhook = username === '' && password === '' && (protocol === 'https:' || insecure.includes(origin))
  if (url !== undefined && !webhook && !/^twilio:\/\/[^:@/]+:[^@/]+@[^/]+$/.test(url))
    return refuse('SMS_URL', 'must look like twilio://sid:token@host, or https://host/path for a program of your own.')
  if ((url ?? from) !== undefined && !/^\P{Cc}{1,64}$/u.test(from ?? ''))
    return refuse('SMS_FROM', 'must be the sender of text messages: a number or a name.')
  return url !== undefined && from !== undefined ? { smsUrl: url, smsFrom: from } : {}
}

/** RFC 9116 section 2.5.3: a URI; one line, as all of that file. */
const readContact = (text: string | undefined): Pick<Config, 'securityContact'> =>
  text === undefined
    ? {}
    : /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text)
      ? { securityContact: text }
      : refuse('SECURITY_CONTACT', 'must look like mailto:security@example.com or https://example.com/report.')

function readProxies(text: string): BlockList {
  const list = new BlockList()
  for (const cidr of listed(text)) {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(cidr) ?? []
    const most = isIPv6(address) ? 128 : 32
    const prefix = Number(bits ?? most)
    if (isIP(address) === 0 || prefix < 1 || prefix > most)
      return refuse('TRUSTED_PROXIES', `holds "${cidr}", which is no address range such as 10.0.0.0/8.`)
    list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  return list
}

/** Sites that may be called without TLS and at addresses that are not public: exact origins, so that nothing else beside them can be reached. */
function readOrigins(text: string): string[] {
  return listed(text).map((origin) => {
    const { protocol, origin: read } = URL.canParse(origin) ? new URL(origin) : NO_URL
    return read === origin && (protocol === 'http:' || protocol === 'https:')
      ? read
      : refuse('INSECURE_OUTBOUND', `holds "${origin}", which is no origin such as http://localhost:4310.`)
  })
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
