import { describe, expect, it } from 'vitest'
import { readConfig, SettingRefused } from './config.ts'

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
    [{ REGAIN_TRUSTED_PROXIES: '10.0.0.0/99' }, /^REGAIN_TRUSTED_PROXIES holds "10.0.0.0\/99"/],
    [{ REGAIN_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8/9' }, /^REGAIN_TRUSTED_PROXIES holds "10.0.0.0\/8\/9"/],
    [{ REGAIN_LOG_LEVEL: 'loud' }, /^REGAIN_LOG_LEVEL must be one of/],
    [{ REGAIN_SECURITY_CONTACT: 'security@shop.example' }, /^REGAIN_SECURITY_CONTACT must look like/],
    [{ REGAIN_SECURITY_CONTACT: 'https://shop.example\nContact: mailto:thief@evil.example' }, /^REGAIN_SECURITY_CONTACT must/],
    [{ REGAIN_PROT: '4300' }, /^REGAIN_PROT is not a setting of Regain/],
    [{ REGAIN_SETTINGS: '/nowhere/at/all.env' }, /^REGAIN_SETTINGS names a file that can not be read/],
  ])('are refused for %o, by the name of what to mend', (wrong, sentence) => {
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
})
