import { languages } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { oneOfEach, toStaff } from '../../../testing/one-of-each.ts'
import { writeMail } from './write-mail.ts'
import { writeSms } from './write-sms.ts'

const linksIn = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, href, text]) => ({ href, text }))
const addressesIn = (text: string) => [...text.matchAll(/https:\/\/[\w./-]*[\w/-]/g)].map(([url]) => url)
const everyMail = Object.entries(oneOfEach).flatMap(([name, message]) =>
  Object.keys(languages).map((locale) => ({ name: `${name}, ${locale}`, message: { ...message, locale } })),
)

describe('a mail', () => {
  it.each(everyMail)('of $name has a link wherever it shows an address, and each leads where it says', ({ message }) => {
    const { text, html } = writeMail(message)
    const links = linksIn(html)
    for (const { href = '', text: read = '' } of links) expect(href.startsWith(read.replace(/…$/, ''))).toBe(true)
    const named = message.kind === 'reminder' ? [message.stopUrl] : addressesIn(text)
    expect(links.map(({ href }) => href)).toEqual(named)
  })

  it.each(everyMail)('of $name says in its subject whose site it is about', ({ message }) => {
    expect(writeMail(message).subject).toContain('Corner Shop')
  })

  it('distinguishes an alarm from a notice in its subject', () => {
    const subjects = [oneOfEach.unlocked, oneOfEach['new-address'], oneOfEach['contacts-asked']].map(
      (message) => writeMail(message).subject,
    )
    expect(subjects).toEqual([
      'About your Corner Shop account',
      'A change to your Corner Shop account',
      'Are you trying to recover your Corner Shop account?',
    ])
  })

  it('contains the undo link even if operators made the change', () => {
    const { undo } = oneOfEach['new-address']
    expect(writeMail({ ...oneOfEach.unlocked, change: 'destination-removed', undo }).text).toContain(undo.url)
  })

  it('to staff links only to the console, whatever somebody wrote in it', () => {
    expect(linksIn(writeMail(toStaff).html).map(({ href }) => href)).toEqual(['https://id.shop.example/admin/approvals'])
  })

  it('does not break an address at its hyphen', () => {
    expect(writeMail(oneOfEach['contact-invited']).html).toContain('<bdi>maria-luisa@example.com</bdi>')
  })

  it('uses the plural forms of its language', () => {
    const until = (locale: string, minutes: number) =>
      writeMail({ ...oneOfEach.code, locale, expiresAt: oneOfEach.code.at + minutes * 60_000 }).text
    expect(until('en', 1)).toContain('in one minute.')
    expect(until('de', 1)).toContain('eine Minute lang')
    expect(until('ar', 10)).toContain('10 دقائق')
    expect(until('ar', 60)).toContain('60 دقيقة')
  })
})

describe('a text message', () => {
  it('that asks somebody to get in touch says how', () => {
    expect(writeSms({ ...oneOfEach['case-talks'], channel: 'phone' })).toContain('help@shop.example')
    const silent = { ...oneOfEach['case-talks'].sender, support: {} }
    expect(writeSms({ ...oneOfEach['case-talks'], sender: silent })).toContain('How to contact them: https://shop.example')
  })
  it('about a new credential says what to do if it was somebody else', () => {
    const added = { ...oneOfEach.unlocked, change: 'passkey-added' } as const
    expect(writeSms(added)).toContain('If this wasn’t you, contact Corner Shop now.')
    expect(writeSms({ ...added, change: 'unlocked' })).not.toContain('If this wasn’t you')
  })
})
