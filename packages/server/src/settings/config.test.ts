import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig, SettingRefused } from './config.ts'

const FROM = { REGAIN_MAIL_FROM: 'no-reply@shop.example' }
const SECRET = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')

describe('settings', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ REGAIN_SECRET: '' }, /^REGAIN_SECRET is missing/],
    [{ REGAIN_SECRET: 'changeme' }, /^REGAIN_SECRET must be at least 32/],
    [{ REGAIN_SECRET: Buffer.alloc(32).toString('base64') }, /^REGAIN_SECRET does not look random/],
    [{ REGAIN_PORT: '70000' }, /^REGAIN_PORT must be a number/],
    [{ REGAIN_PORT: 'http' }, /^REGAIN_PORT must be a number/],
    [{ REGAIN_ORIGIN: 'http://recover.example.com' }, /^REGAIN_ORIGIN must begin with https/],
    [{ REGAIN_ORIGIN: 'recover.example.com' }, /^REGAIN_ORIGIN must be an origin/],
    [{ REGAIN_ORIGIN: 'https://name:word@Recover.example.com:443/path' }, /^REGAIN_ORIGIN must be .* https:\/\/recover\.example\.com$/],
    [{ REGAIN_DATABASE_URL: 'postgres://db' }, /^REGAIN_DATABASE_URL must begin with/],
    [{ REGAIN_DATABASE_URL: 'http://%%' }, /^REGAIN_DATABASE_URL must begin with/],
    [{ REGAIN_SMTP_URL: 'mail.example.com' }, /^REGAIN_SMTP_URL must look like/],
    [{ REGAIN_SMTP_URL: 'smtp://', REGAIN_MAIL_FROM: 'no-reply@shop.example' }, /^REGAIN_SMTP_URL must look like/],
    [{ REGAIN_MAIL_FROM: 'nobody' }, /^REGAIN_MAIL_FROM must be the sender/],
    [{ REGAIN_SMTP_URL: 'smtp://mail.example.com' }, /^REGAIN_MAIL_FROM must be the sender/],
    [{ REGAIN_SMTP_URL: 'smtp://mail.example.com', REGAIN_MAIL_FROM: 'a@shop.example, b@shop.example' }, /^REGAIN_MAIL_FROM must be/],
    [
      { REGAIN_SMTP_URL: 'smtp://mail.example.com', REGAIN_MAIL_FROM: 'Shop <a@shop.example>\r\nBcc: b@c.example' },
      /^REGAIN_MAIL_FROM must/,
    ],
    [{ REGAIN_SMS_URL: 'ftp://gateway' }, /^REGAIN_SMS_URL must look like/],
    [{ REGAIN_SMS_URL: 'https://sms.example', REGAIN_SMS_FROM: 'Shop\nTo: all' }, /^REGAIN_SMS_FROM must be the sender/],
    [{ REGAIN_TRUSTED_PROXIES: '10.0.0.0/99' }, /^REGAIN_TRUSTED_PROXIES contains "10.0.0.0\/99"/],
    [{ REGAIN_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8/9' }, /^REGAIN_TRUSTED_PROXIES contains "10.0.0.0\/8\/9"/],
    [{ REGAIN_LOG_LEVEL: 'loud' }, /^REGAIN_LOG_LEVEL must be one of/],
    [{ REGAIN_SECURITY_CONTACT: 'security@shop.example' }, /^REGAIN_SECURITY_CONTACT must look like/],
    [{ REGAIN_SECURITY_CONTACT: 'https://shop.example\nContact: mailto:thief@evil.example' }, /^REGAIN_SECURITY_CONTACT must/],
    [{ REGAIN_PROT: '4300' }, /^REGAIN_PROT is not a setting of Regain/],
    [{ REGAIN_SMTP_URL: 'smtp://u:100%sure@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL has a % .*write %25 for %/],
    [{ REGAIN_SMTP_URL: 'smtps://50%@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL has a %/],
    [{ REGAIN_SMTP_URL: 'smtp://u:%E0%A4%A@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL has a %/],
    [{ REGAIN_SMTP_URL: 'smtp://u:a/b@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL must look like .*%2F for \//],
    [{ REGAIN_SMTP_URL: 'smtp://u:25/b@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL must look like/],
    [{ REGAIN_SMTP_URL: 'smtp://u:1#2@mail.example.com', ...FROM }, /^REGAIN_SMTP_URL must look like .*%23 for #/],
    [{ REGAIN_SMTP_URL: 'smtp://mail.example.com?pool=true', ...FROM }, /^REGAIN_SMTP_URL must look like/],
    [{ REGAIN_SMS_URL: 'twilio://AC1:50%zz@api.twilio.com', REGAIN_SMS_FROM: '+15005550006' }, /^REGAIN_SMS_URL has a % .*%25/],
    [{ REGAIN_INSECURE_SMTP: 'mailpit:1025' }, /^REGAIN_INSECURE_SMTP must name the server of a REGAIN_SMTP_URL/],
    [{ REGAIN_INSECURE_SMTP: 'true', REGAIN_SMTP_URL: 'smtp://mailpit:1025', ...FROM }, /^REGAIN_INSECURE_SMTP .*here mailpit:1025\.$/],
    [{ REGAIN_INSECURE_SMTP: 'mailpit', REGAIN_SMTP_URL: 'smtp://mailpit', ...FROM }, /^REGAIN_INSECURE_SMTP .*here mailpit:587\.$/],
    [{ REGAIN_INSECURE_SMTP: 'mail.example.com:465', REGAIN_SMTP_URL: 'smtps://mail.example.com', ...FROM }, /^REGAIN_INSECURE_SMTP must/],
    [{ REGAIN_FORWARDED_HEADER: 'x-real-ip' }, /^REGAIN_FORWARDED_HEADER must be .*x-forwarded-for or forwarded/],
    [{ REGAIN_PORT_FILE: '/run/secrets/port' }, /^REGAIN_PORT_FILE is not a setting of Regain: REGAIN_PORT is not a secret/],
    [{ REGAIN_SERVICE_HOTS: '10.0.0.1' }, /^REGAIN_SERVICE_HOTS is not a setting of Regain/],
    [{ REGAIN_PORT_FORTY: '4300' }, /^REGAIN_PORT_FORTY is not a setting/],
    [{ REGAIN_SETTINGS: '/nowhere/at/all.env' }, /^REGAIN_SETTINGS names a file that cannot be read/],
  ])('are refused for %o, with the name of the setting to fix', (wrong, sentence) => {
    expect(() => readConfig({ REGAIN_SECRET: SECRET, ...wrong })).toThrow(sentence)
    expect(() => readConfig({ REGAIN_SECRET: SECRET, ...wrong })).toThrow(SettingRefused)
  })

  it('are refused all at once, a sentence for each', () => {
    const wrong = { REGAIN_SECRET: '', REGAIN_PROT: '4300', REGAIN_PORT: 'http', REGAIN_SMTP_URL: 'mail.example', REGAIN_LOG_LEVEL: 'loud' }
    const refused = () => readConfig(wrong)
    for (const name of Object.keys(wrong)) expect(refused).toThrow(new RegExp(`^${name} `, 'm'))
    expect(refused).toThrow(/^(REGAIN_\w+ [^\n]+\n){4}REGAIN_\w+ [^\n]+$/)
  })

  it('have defaults for everything but the secret', () => {
    expect(readConfig({ REGAIN_SECRET: SECRET })).toMatchObject({
      origin: 'http://localhost:4300',
      port: 4300,
      host: '127.0.0.1',
      database: { url: 'file:./regain.db' },
      logLevel: 'info',
    })
  })

  it('give the link that works if another port is set', () => {
    expect(readConfig({ REGAIN_SECRET: SECRET, REGAIN_PORT: '4390' }).origin).toBe('http://localhost:4390')
    expect(readConfig({ REGAIN_SECRET: SECRET, REGAIN_PORT: '80' }).origin).toBe('http://localhost')
  })

  it('accept a name and password with any character, encoded as in a URL', () => {
    const url = 'smtp://u%40shop.example:100%25%2Fsure%23@mail.example.com'
    expect(readConfig({ REGAIN_SECRET: SECRET, REGAIN_SMTP_URL: url, ...FROM })).toMatchObject({ smtpUrl: url })
  })

  it('allow mail without TLS only to the server that is named', () => {
    const relay = { REGAIN_SMTP_URL: 'smtp://mailpit:1025', ...FROM }
    expect(readConfig({ REGAIN_SECRET: SECRET, ...relay }).insecureSmtp).toBeUndefined()
    expect(readConfig({ REGAIN_SECRET: SECRET, ...relay, REGAIN_INSECURE_SMTP: 'mailpit:1025' }).insecureSmtp).toBe(true)
    expect(() => readConfig({ REGAIN_SECRET: SECRET, ...relay, REGAIN_INSECURE_SMTP: 'mailpit:25' })).toThrow(/^REGAIN_INSECURE_SMTP/)
  })

  it.each<[string, Record<string, string>]>([
    [
      'Kubernetes beside a Service named regain',
      {
        REGAIN_SERVICE_HOST: '10.0.0.11',
        REGAIN_SERVICE_PORT: '4300',
        REGAIN_SERVICE_PORT_HTTP: '4300',
        REGAIN_PORT: 'tcp://10.0.0.11:4300',
        REGAIN_PORT_4300_TCP: 'tcp://10.0.0.11:4300',
        REGAIN_PORT_4300_TCP_PROTO: 'tcp',
        REGAIN_PORT_4300_TCP_PORT: '4300',
        REGAIN_PORT_4300_TCP_ADDR: '10.0.0.11',
      },
    ],
    [
      'Kubernetes beside Services named regain-server and regain-smtp',
      {
        REGAIN_SERVER_SERVICE_HOST: '10.0.0.12',
        REGAIN_SERVER_SERVICE_PORT_WEB_TLS: '443',
        REGAIN_SERVER_PORT: 'tcp://10.0.0.12:443',
        REGAIN_SMTP_PORT: 'udp://[fd00::1]:53',
        REGAIN_SMTP_PORT_53_UDP_ADDR: 'fd00::1',
      },
    ],
    ['Docker beside a link', { REGAIN_PORT: 'tcp://172.17.0.5:4300', REGAIN_PORT_4300_TCP_ADDR: '172.17.0.5' }],
  ])('ignore what %s sets, and say so in one line', (_, links) => {
    const config = readConfig({ REGAIN_SECRET: SECRET, ...links })
    expect(config.port).toBe(4300)
    expect(config.notes).toHaveLength(1)
    for (const name of Object.keys(links)) expect(config.notes[0]).toContain(name)
    expect(readConfig({ REGAIN_SECRET: SECRET }).notes).toEqual([])
  })

  describe('that are secrets', () => {
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'regain-secrets-'))
    })
    afterAll(() => rmSync(folder, { recursive: true }))
    const file = (name: string, text: string) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    }

    it('may each be in a separate file, with or without a new line at its end', () => {
      const config = readConfig({
        REGAIN_SECRET_FILE: file('secret', `${SECRET}\n`),
        REGAIN_DATABASE_URL_FILE: file('url', 'libsql://db.example'),
        REGAIN_DATABASE_TOKEN_FILE: file('token', 'eyJ\r\n'),
        REGAIN_SMTP_URL_FILE: file('smtp', 'smtp://u:p@mail.example.com\n'),
        REGAIN_SMS_URL_FILE: file('sms', 'twilio://AC1:token@api.twilio.com\n'),
        ...FROM,
        REGAIN_SMS_FROM: '+15005550006',
      })
      expect(Buffer.from(config.secret).toString('base64')).toBe(SECRET)
      expect(config).toMatchObject({
        database: { url: 'libsql://db.example', token: 'eyJ' },
        smtpUrl: 'smtp://u:p@mail.example.com',
        smsUrl: 'twilio://AC1:token@api.twilio.com',
      })
    })

    it('from the environment override those of a settings file, in whichever way each is given', () => {
      const other = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')
      const settings = {
        REGAIN_SETTINGS: file('regain.env', `REGAIN_SECRET=${other}\nREGAIN_SMTP_URL_FILE=${file('mail', 'smtp://a.example')}\n`),
      }
      const config = readConfig({ ...settings, ...FROM, REGAIN_SECRET_FILE: file('mine', SECRET), REGAIN_SMTP_URL: 'smtp://b.example' })
      expect(Buffer.from(config.secret).toString('base64')).toBe(SECRET)
      expect(config.smtpUrl).toBe('smtp://b.example')
    })

    it('say which file can’t be used, and why', () => {
      const refused = (more: Record<string, string>) => {
        try {
          return String(readConfig(more))
        } catch (error) {
          return (error as Error).message
        }
      }
      const none = join(folder, 'none')
      expect(refused({ REGAIN_SECRET_FILE: none })).toBe(`REGAIN_SECRET_FILE names a file that cannot be read: ${none} (there is none)`)
      expect(refused({ REGAIN_SECRET_FILE: folder })).toBe(
        `REGAIN_SECRET_FILE names a file that cannot be read: ${folder} (it is a folder)`,
      )
      expect(refused({ REGAIN_SECRET_FILE: file('empty', ' \n') })).toMatch(/^REGAIN_SECRET_FILE names a file that is empty: \S+$/)
      expect(refused({ REGAIN_SECRET: SECRET, REGAIN_SECRET_FILE: file('both', SECRET) })).toBe(
        'REGAIN_SECRET and REGAIN_SECRET_FILE are both set: keep one of them.',
      )
      expect(refused({ REGAIN_SECRET_FILE: file('short', 'changeme') })).toMatch(/^REGAIN_SECRET must be at least 32/)
    })
  })
})
