/** Reads single settings: the valid values, and the sentence for any other. */
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { ForwardedHeader } from '../visitor/forwarded.ts'
import { forwardedHeaders } from '../visitor/forwarded.ts'
import { refuse } from './names.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** At least 256 bits that look random. */
export function secret(text: string | undefined): Uint8Array {
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

const NO_URL = { protocol: '', origin: '', hostname: '', port: '', username: '', password: '', pathname: '', search: '', hash: '' }
const parse = (text: string | undefined): typeof NO_URL | URL => (text !== undefined && URL.canParse(text) ? new URL(text) : NO_URL)
const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

export function origin(text: string): string {
  const { protocol, hostname, origin: own } = parse(text)
  if (protocol !== 'https:' && protocol !== 'http:') return refuse('ORIGIN', 'must be an origin such as https://recover.example.com.')
  if (protocol === 'http:' && !isLoopback(hostname)) return refuse('ORIGIN', 'must begin with https:// (http:// is for localhost only).')
  return own === text.replace(/\/$/, '') ? own : refuse('ORIGIN', `must be written as browsers do, without a path: ${own}`)
}

export const logLevel = (text: string): LogLevel =>
  logLevels.find((level) => level === text) ?? refuse('LOG_LEVEL', `must be one of ${logLevels.join(', ')}.`)

export const forwardedHeader = (text: string): ForwardedHeader =>
  forwardedHeaders.find((name) => name === text.toLowerCase()) ??
  refuse('FORWARDED_HEADER', `must be the header that your proxies write: ${forwardedHeaders.join(' or ')}.`)

export function port(text: string): number {
  const number = Number(text)
  return /^\d+$/.test(text) && number >= 1 && number <= 65_535 ? number : refuse('PORT', 'must be a number from 1 to 65535.')
}

export const databaseUrl = (text: string): string =>
  /^file:./.test(text) || (/^(libsql|https?|wss?):\/\/./.test(text) && URL.canParse(text))
    ? text
    : refuse('DATABASE_URL', 'must begin with file:, libsql://, https://, http://, wss:// or ws://.')

const MAIL_ADDRESS = String.raw`[^\s<>@,]+@[^\s<>@,]+`
const SENDER = new RegExp(`^(${MAIL_ADDRESS}|[^<>\\p{Cc}]*<${MAIL_ADDRESS}>)$`, 'u')
const IN_A_URL = 'in a name or password write %25 for %, %40 for @, %3A for :, %2F for /, %3F for ? and %23 for #.'

/** An invalid percent-encoding must stop the start, not the first message. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

export function mail(
  url: string | undefined,
  from: string | undefined,
  insecure: string | undefined,
): { smtpUrl?: string; mailFrom?: string; insecureSmtp?: true } {
  const { protocol, hostname, port: own, username, password, pathname, search, hash } = parse(url)
  if (url !== undefined && (!/^smtps?:$/.test(protocol) || hostname === '' || !/^\/?$/.test(pathname) || search !== '' || hash !== ''))
    return refuse('SMTP_URL', `must look like smtp://user:password@host:587 or smtps://host; ${IN_A_URL}`)
  if (!isEncoded(username) || !isEncoded(password)) return refuse('SMTP_URL', `has a % that is not part of a percent-encoding: ${IN_A_URL}`)
  if ((url ?? from) !== undefined && !SENDER.test(from ?? ''))
    return refuse('MAIL_FROM', 'must be the sender of mail, such as "Shop <no-reply@shop.example>".')
  const server = `${hostname}:${own || 587}`
  if (insecure !== undefined && (protocol !== 'smtp:' || insecure !== server))
    return refuse(
      'INSECURE_SMTP',
      `must name the server of a REGAIN_SMTP_URL that begins with smtp://, as host:port${protocol === 'smtp:' ? `, here ${server}` : ''}.`,
    )
  return url !== undefined && from !== undefined
    ? { smtpUrl: url, mailFrom: from, ...(insecure !== undefined && { insecureSmtp: true }) }
    : {}
}

export function sms(url: string | undefined, from: string | undefined, insecure: string[]): { smsUrl?: string; smsFrom?: string } {
  const { protocol, origin: own, username, password } = parse(url)
  const webhook = username === '' && password === '' && (protocol === 'https:' || insecure.includes(own))
  if (url !== undefined && !webhook && !/^twilio:\/\/[^:@/]+:[^@/]+@[^/]+$/.test(url))
    return refuse('SMS_URL', 'must look like twilio://sid:token@host, or https://host/path for a program of your own.')
  if (!isEncoded(username) || !isEncoded(password)) return refuse('SMS_URL', `has a % that is not part of a percent-encoding: ${IN_A_URL}`)
  if ((url ?? from) !== undefined && !/^\P{Cc}{1,64}$/u.test(from ?? ''))
    return refuse('SMS_FROM', 'must be the sender of text messages: a number or a name.')
  return url !== undefined && from !== undefined ? { smsUrl: url, smsFrom: from } : {}
}

/** RFC 9116 section 2.5.3: a URI, in one line like everything in that file. */
export const contact = (text: string | undefined): { securityContact?: string } =>
  text === undefined
    ? {}
    : /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text)
      ? { securityContact: text }
      : refuse('SECURITY_CONTACT', 'must look like mailto:security@example.com or https://example.com/report.')

export function proxies(text: string): BlockList {
  const list = new BlockList()
  for (const cidr of listed(text)) {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(cidr) ?? []
    const most = isIPv6(address) ? 128 : 32
    const prefix = Number(bits ?? most)
    if (isIP(address) === 0 || prefix < 1 || prefix > most)
      return refuse('TRUSTED_PROXIES', `contains "${cidr}", which is not an address range such as 10.0.0.0/8.`)
    list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  return list
}

/** Sites that may be called without TLS and at private addresses: exact origins, so that nothing else on their network can be reached. */
export const origins = (text: string): string[] =>
  listed(text).map((one) => {
    const { protocol, origin: read } = parse(one)
    return read === one && (protocol === 'http:' || protocol === 'https:')
      ? read
      : refuse('INSECURE_OUTBOUND', `contains "${one}", which is not an origin such as http://localhost:4310.`)
  })

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
