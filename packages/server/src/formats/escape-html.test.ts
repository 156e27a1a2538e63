import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mailHtml } from '../outbox/messages/mail-html.ts'
import { escapeHtml, wholeAddresses } from './escape-html.ts'

/** The earlier implementation, which took four times as long for twice the text. */
const slowly = {
  wholeAddresses: (html: string) => html.replace(/[^\s/<>]+@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu, '<bdi>$&</bdi>'),
  addresses: (html: string) => html.match(/https?:\/\/[^\s<>"]*[\w/=-]/g) ?? [],
}
const PIECES = [
  'a',
  'é',
  '9',
  '@',
  '.',
  '-',
  '/',
  '<',
  '>',
  ' ',
  '\n',
  '&',
  ';',
  '"',
  '!',
  '=',
  '_',
  '日',
  '😀',
  '\ud800',
  'http://',
  'https://',
  'x.example',
]
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''))
const LONG = 200_000

/** Twice the text may take three times as long, and more on a busy machine, but never as long as comparing each character with all others. */
function expectLinear(work: (text: string) => unknown, piece: string): void {
  const began = performance.now()
  work(piece.repeat(Math.ceil(LONG / piece.length)))
  expect(performance.now() - began, `with ${JSON.stringify(piece)} again and again`).toBeLessThan(3000)
}

describe('addresses in a text', () => {
  it('stay in one piece, whatever is around them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wholeAddresses(text)).toBe(slowly.wholeAddresses(text))
      }),
      { numRuns: 5000, seed: 7 },
    )
  })
  it('are the same links in a mail as in the earlier implementation, and nothing else is', () => {
    const reader = { language: 'en', direction: 'ltr', linksTo: '' } as const
    fc.assert(
      fc.property(texts, (text) => {
        const html = mailHtml([{ kind: 'plain', text }], 'title', reader)
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
        expect(links).toEqual(slowly.addresses(slowly.wholeAddresses(escapeHtml(text))))
      }),
      { numRuns: 3000, seed: 7 },
    )
  })
  it('are found by reading each character once', () => {
    const parts = (text: string) => mailHtml([{ kind: 'plain', text }], 'title', { language: 'en', direction: 'ltr', linksTo: '' })
    for (const piece of ['a', '@', 'a@', '@.', 'a@.-', 'http://', 'http://!', 'https://a;', '&', '😀']) {
      expectLinear(wholeAddresses, piece)
      expectLinear(parts, piece)
    }
  })
})
