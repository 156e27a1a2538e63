/** A whole recovery in the other languages and the other direction. */
import { expect, test } from '../world/test.ts'

const languages = [
  { language: 'ar', direction: 'rtl', letters: /\p{Script=Arabic}/u },
  { language: 'de', direction: 'ltr', letters: /\b(Sie|Ihr|Ihren|Code|Passwort|gesetzt)\b/ },
  { language: 'ja', direction: 'ltr', letters: /\p{Script=Hiragana}/u },
]

for (const { language, direction, letters } of languages) {
  test(`a person gets back in, with page, mail and notice in ${language}`, async ({ person, page, account }) => {
    const speaksIt = async () => {
      await expect(person.heading).toHaveText(letters)
      await expect(person.heading).toHaveCSS('direction', direction)
    }
    await person.opensTheShop(`/forgot?lang=${language}`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const first = await person.heading.innerText()
    expect(first).toMatch(letters)
    await expect(person.heading).toHaveCSS('direction', direction)

    await person.names()
    await person.picks('email')
    await speaksIt()
    await person.completes()
    await speaksIt()
    await person.typesTheCode(await person.readsTheCode())
    await expect(person.fields.password).toBeVisible()
    await speaksIt()
    await person.choosesAPassword()
    await expect(person.fields.password).toBeHidden()
    await speaksIt()

    await expect.poll(() => person.arrivedAt(account.email).length).toBe(2)
    for (const { subject, text, html } of person.arrivedAt(account.email)) {
      expect(text).toMatch(letters)
      expect(subject).not.toMatch(/\d{8}/)
      expect(html).toContain(`lang="${language}" dir="${direction}"`)
    }
  })
}

test('addresses and numbers keep their own direction in an Arabic page', async ({ person }) => {
  await person.opensTheShop('/forgot?lang=ar')
  await person.fields.identifier.fill('+49 30 1234567')
  await expect(person.fields.identifier).toHaveCSS('unicode-bidi', 'plaintext')
  await person.names()
  const masked = person.widget.getByText('@', { exact: false }).first()
  await expect(masked).toHaveCSS('direction', 'ltr')
})
