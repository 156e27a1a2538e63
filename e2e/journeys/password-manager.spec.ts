/** What password managers and phones look for, found from the host page as they do. */
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

/** The fields in the page's own tree, without shadow roots. */
const inputs = () =>
  [...document.querySelectorAll('input')].map(({ autocomplete, type, inputMode, form }) => ({
    autocomplete,
    type,
    inputMode,
    inAForm: form !== null,
  }))

test('user name, one-time code and new password can be found from the page, in a form, each with its purpose', async ({
  person,
  page,
  account,
}) => {
  await person.opensTheShop()
  expect(await page.evaluate(inputs)).toEqual([{ autocomplete: 'username', type: 'text', inputMode: '', inAForm: true }])
  await person.names()
  await person.picks('email')
  await person.completes()
  expect(await page.evaluate(inputs)).toEqual([{ autocomplete: 'one-time-code', type: 'text', inputMode: 'numeric', inAForm: true }])
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.fields.password).toBeVisible()
  const together = await page.evaluate(() => {
    const [name, password] = document.querySelectorAll('input')
    return {
      name: name?.value,
      kinds: [name?.autocomplete, password?.autocomplete],
      sameForm: name?.form === password?.form && name?.form !== null,
    }
  })
  expect(together).toEqual({ name: account.email, kinds: ['username', 'new-password'], sameForm: true })
})

test('a password of 64 characters from a password manager is accepted, and signs the person in', async ({ person }) => {
  const made = 'kX9#'.repeat(3) + 'fQ2$vB7!mZ4^pL8&wJ3*tR6(yN5)cH1_dS0+gD-aE=iF?oG/uU;eT:xV<qW>k'.slice(0, 52)
  expect(made).toHaveLength(64)
  await person.goesToTheNewPassword()
  await person.choosesAPassword(made)
  await person.isTold('Your new password is set')
  await person.signsIn(made)
  await person.isSignedIn()
})

test('the form is submitted once, with the password that the server accepted: by the button, and by Enter', async ({
  person,
  page,
  account,
}) => {
  await page.addInitScript(() => {
    const submitted: string[] = []
    Object.assign(globalThis, { submitted })
    // As browsers and extensions look: at the fields of the form, before any handler of the page.
    addEventListener(
      'submit',
      ({ target }) => {
        const fields = [...(target as HTMLFormElement).elements] as HTMLInputElement[]
        submitted.push(fields.flatMap(({ name, value, type }) => (name ? [`${name} (${type}): ${value}`] : [])).join(', '))
      },
      true,
    )
  })
  const submitted = () => page.evaluate(() => (globalThis as typeof globalThis & { submitted: string[] }).submitted)
  await person.goesToTheNewPassword()
  await person.choosesAPassword('short')
  await expect(person.summary).toBeFocused()
  await person.fields.password.press('Enter')
  await expect(person.summary).toBeFocused()
  await person.fields.password.fill(NEW_PASSWORD)
  await person.reveals()
  expect(await submitted()).toEqual([])
  await person.fields.password.press('Enter')
  await person.isTold('Your new password is set')
  expect(await submitted()).toEqual([`username (text): ${account.email}, password (password): ${NEW_PASSWORD}`])
})

test('a new step has new fields, because form fillers remember what an old one was for', async ({ person, page }) => {
  await person.opensTheShop()
  await page.evaluate(() => Object.assign(globalThis, { seen: new WeakSet(document.querySelectorAll('input')) }))
  const isNew = () =>
    page.evaluate(() => {
      const { seen } = globalThis as typeof globalThis & { seen: WeakSet<Element> }
      const inputs = [...document.querySelectorAll('regain-account input')]
      const areNew = inputs.every((input) => !seen.has(input))
      for (const input of inputs) seen.add(input)
      return areNew
    })
  await person.names()
  for (const channel of ['email', 'phone', 'email'] as const) {
    await person.picks(channel)
    await expect(person.fields.complete).toHaveAttribute('inputmode', channel === 'email' ? 'email' : 'numeric')
    expect(await isNew()).toBe(true)
  }
  await person.completes()
  expect(await isNew()).toBe(true)
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.fields.password).toBeVisible()
  expect(await isNew()).toBe(true)
})
