/** The characters captcha: seen or heard, exchanged, and replaced by the automatic check. */
import { expect, test } from '../world/test.ts'

test.use({ policy: { captcha: { first: 'characters', rounds: 10, tries: 20 } } })

test('a person gets back in with the characters on the screen', async ({ person }) => {
  await person.opensTheShop()
  // As people type them.
  await person.copiesTheCharacters(` ${(await person.seesTheCharacters()).toLowerCase()}`)
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('the characters can be heard: the recording plays to its end and is not silent', async ({ person, page }) => {
  await page.addInitScript(() => {
    const { start } = AudioBufferSourceNode.prototype
    AudioBufferSourceNode.prototype.start = function (...args) {
      const samples = this.buffer?.getChannelData(0) ?? new Float32Array()
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      this.addEventListener('ended', () => Object.assign(window, { heard: { seconds: this.buffer?.duration, loudest } }))
      return start.apply(this, args)
    }
  })
  await person.opensTheShop()
  await person.widget.getByRole('button', { name: 'Listen' }).click()
  const heard = await page.waitForFunction(() => (window as { heard?: { seconds: number; loudest: number } }).heard)
  const { seconds, loudest } = (await heard.jsonValue()) ?? { seconds: 0, loudest: 0 }
  expect(seconds).toBeGreaterThan(4)
  expect(loudest).toBeGreaterThan(0.2)
})

test('wrong characters keep everything else that was typed, and new ones appear', async ({ person, world, account }) => {
  await person.opensTheShop()
  const first = await person.seesTheCharacters()
  await person.copiesTheCharacters(first === 'AAAAAA' ? 'HHHHHH' : 'AAAAAA')
  await person.names()
  await expect(person.fields.characters).toHaveAccessibleDescription(/don’t match/)
  await expect(person.fields.characters).toHaveValue('')
  await expect(person.fields.identifier).toHaveValue(account.email)
  await expect.poll(world.lastCharacters).not.toBe(first)
  await person.copiesTheCharacters()
  await person.onward.click()
  await person.isTold('Where should we send the code?')
})

test('a person can ask for other characters, and switch to the automatic check and back', async ({ person, world }) => {
  await person.opensTheShop()
  await person.fields.identifier.fill('typed before')
  const first = await person.seesTheCharacters()
  await person.widget.getByRole('button', { name: 'Show new characters' }).click()
  await expect.poll(world.lastCharacters).not.toBe(first)

  await person.widget.getByRole('button', { name: 'Use the automatic check instead' }).click()
  await expect(person.fields.characters).toBeHidden()
  await person.asksForCharacters()
  await expect(person.fields.identifier).toHaveValue('typed before')

  await person.widget.getByRole('button', { name: 'Use the automatic check instead' }).click()
  await expect(person.fields.characters).toBeHidden()
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.readsTheCode()
})
