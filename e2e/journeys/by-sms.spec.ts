/** Recovery by text message, and by each kind of name that an account has. */
import { createPerson } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

test('a person gets back in by text message, having typed the last digits of the number', async ({ person, account }) => {
  const phone = account.phone ?? ''
  await person.opensTheShop()
  await person.names()
  await person.picks('phone')
  await person.completes(phone.slice(-4))
  const code = await person.readsTheCode(phone)
  // "Origin-bound one-time codes": browsers fill it in on this host only.
  expect(person.arrivedAt(phone)[0]?.text.split('\n').at(-1)).toBe(`@localhost #${code}`)
  await person.typesTheCode(code)
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('a person who enters a phone number with spaces gets back in', async ({ person, account }) => {
  const phone = account.phone ?? ''
  await person.opensTheShop()
  await person.names(`${phone.slice(0, 3)} ${phone.slice(3, 6)} ${phone.slice(6)}`)
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('a person with a user name and one address does not have to choose', async ({ page, world }) => {
  const account = await world.addAccount({ handle: true })
  const person = createPerson({ page, world, account })
  await person.opensTheShop()
  await person.names(account.handle?.toUpperCase())
  // With one address, its field appears immediately.
  await person.completes()
  // A phone shows codes in groups, and people copy them that way.
  const code = await person.readsTheCode()
  await person.typesTheCode(`${code.slice(0, 4)} ${code.slice(4)}`)
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})
