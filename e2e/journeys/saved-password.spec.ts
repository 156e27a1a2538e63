/** What Firefox stores: the accepted password, once, and nothing else that was typed. */
import { openFirefox } from '../actors/firefox.ts'
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env

for (const by of ['the button', 'Enter'] as const) {
  test(`the browser offers to save the accepted password, and no refused one before (${by})`, async ({ world, account }) => {
    const codes = () => world.arrived.flatMap(({ to, text }) => (to === account.email ? (/\b\d{8}\b/.exec(text)?.[0] ?? []) : []))
    const firefox = await openFirefox(FIREFOX_PATH)
    const sends = (name: string) => (by === 'Enter' ? firefox.pressesEnter(name) : firefox.clicks('[part~="main"]'))
    try {
      await firefox.goes(`${world.shop}/forgot?lang=en`)
      await firefox.types('identifier', account.email)
      await sends('identifier')
      await firefox.clicks('label input')
      await firefox.types('complete', account.email)
      await sends('complete')
      await expect.poll(() => codes().length).toBe(1)
      await firefox.types('code', codes()[0] ?? '')
      await sends('code')

      await firefox.types('password', 'short')
      await sends('password')
      await expect.poll(firefox.reads).toContain('Please check this')
      await firefox.empties('password')
      await firefox.types('password', NEW_PASSWORD)
      await firefox.clicks('[aria-pressed]')
      // And none has appeared meanwhile.
      expect(await firefox.isOffered()).toBe(false)
      await sends('password')
      await expect.poll(firefox.reads).toContain('Your new password is set')
      await expect.poll(firefox.isOffered).toBe(true)
      await firefox.takesTheOffer()
      await expect.poll(firefox.keptPasswords).toEqual([{ name: account.email, password: NEW_PASSWORD }])
      expect(await firefox.keptWords()).toEqual([])
    } finally {
      await firefox.close()
    }
  })
}
