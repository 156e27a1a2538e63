/** Steps that need a long history, drawn from a replay: recent activity, and the end with new saved codes. */
import type { FlowReply, SiteView, Step } from '@regain/core'
import { createPerson } from '../actors/person.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

const NOW = Date.parse('2026-11-26T09:30:00Z')
const ago = (hours: number): string => new Date(NOW - hours * 3_600_000).toISOString()
const steps: Record<string, Step> = {
  'what-happened': {
    type: 'review',
    changes: [
      { ref: 'a', change: 'method-set-up', at: ago(30), fate: 'goes', method: 'totp' },
      { ref: 'b', change: 'addresses-changed', at: ago(100), fate: 'open', gone: ['m•••@o•••'], came: ['t•••@e•••', '••••••17'] },
      { ref: 'c', change: 'password-replaced', at: ago(150), fate: 'stays' },
    ],
    lately: [
      { at: ago(29), what: 'proof-given', method: 'email-code', browser: 'Firefox', country: 'NL' },
      { at: ago(99), what: 'sign-in-locked' },
    ],
  },
  'new-saved-codes': {
    type: 'done',
    outcome: 'password-changed',
    savedCodes: Array.from('ABCDEFGHJK', (letter) => `${letter}7QK-W2MX-9PTR-4HCV`),
  },
}
const site: SiteView = {
  name: 'Corner Shop',
  reasons: ['forgot-password', 'compromised'],
  locales: phones.map(([, language]) => language),
  support: {},
  password: { minLength: 15, maxLength: 256 },
  captcha: 'proof-of-work',
  sending: { waitSeconds: 300, code: [{ most: 3, seconds: 600 }], approval: [{ most: 3, seconds: 600 }] },
}

for (const [variant, language] of phones)
  test(`screens after a thief was in the account, ${variant}`, async ({ page, world, account, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    await page.setViewportSize({ width: 375, height: 740 })
    const person = createPerson({ page, world, account, language })
    await person.opensTheShop()
    for (const [name, step] of Object.entries(steps)) {
      const flow: FlowReply['flow'] = { id: 'f', reason: 'compromised', expiresAt: ago(-1), step }
      await person.widget.evaluate((element, replay) => Object.assign(element, { replay, inert: false }), { site, flow, at: NOW })
      await person.widget.locator('li').first().waitFor({ state: 'attached' })
      // For a moment a new heading stands over the previous screen.
      await person.widget.locator('[part~="main"][aria-disabled="true"]').waitFor({ state: 'detached' })
      await drawBoth(page, `widget-${name}-${variant}`, person.widget)
    }
  })
