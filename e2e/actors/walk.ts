/** Walks through every screen of the widget and stops at each. */
import { expect } from '@playwright/test'
import type { World } from '../world/open-world.ts'
import type { Person } from './person.ts'

/** `name`: the screen's, in kebab-case. */
export type Look = (name: string) => Promise<void>

const MINUTE = 60_000
const CODE_LIFETIME = 11 * MINUTE
const RESEND_WAIT = 31_000

export async function walk(person: Person, world: World, look: Look): Promise<void> {
  const { account, fields, onward } = person
  await person.takesOverTheClock()
  await person.opensTheShop()
  await look('identify')
  await person.names('jane @ example')
  await expect(fields.identifier).toHaveAttribute('aria-invalid', 'true')
  await look('identify-refused')
  await person.asksForCharacters()
  await look('characters')
  await person.copiesTheCharacters('AAAAAA')
  await person.names()
  await expect(fields.characters).toHaveAttribute('aria-invalid', 'true')
  await look('characters-refused')
  await person.copiesTheCharacters(world.lastCharacters())
  await onward.click()

  await expect(person.methods.first()).toBeVisible()
  await look('choose-method')
  await person.picks('phone')
  await look('choose-method-phone')
  await person.picks('email')
  await look('choose-method-email')
  await person.completes()
  const code = await person.readsTheCode()
  await look('code')
  await person.typesTheCode(code === '00000000' ? '11111111' : '00000000')
  await expect(fields.code).toHaveAttribute('aria-invalid', 'true')
  await look('code-wrong')
  await person.waits(RESEND_WAIT)
  await person.resends()
  await person.readsTheCode(account.email, 2)
  await look('code-sent-again')
  await person.waits(CODE_LIFETIME)
  await person.typesTheCode(code)
  await look('code-expired')
  await person.goesOffline()
  await person.typesTheCode(code)
  await expect(person.widget.getByText(person.words.offline)).toBeVisible()
  await look('offline')
  await person.comesBackOnline()
  await expect(person.widget.getByText(person.words.offline)).toBeHidden()
  await person.hasNoMethod()
  await look('help')
  await person.turnsBack()
  await expect(fields.code).toBeVisible()
  await person.turnsBack()

  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode(account.email, 3))
  await expect(fields.password).toBeVisible()
  await look('new-password')
  await person.choosesAPassword('too few')
  await expect(fields.password).toHaveAttribute('aria-invalid', 'true')
  await look('new-password-refused')
  await fields.password.fill('seven quiet kettles sing')
  await person.reveals()
  await look('new-password-shown')
  await onward.click()
  await expect(fields.password).toBeHidden()
  await look('done')

  await person.opensTheShop()
  await person.cancels()
  await look('stopped')
}
