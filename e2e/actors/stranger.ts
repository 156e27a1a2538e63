/** A stranger who enters other people's names and records everything that is visible. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { World } from '../world/open-world.ts'
import { createPerson } from './person.ts'

/** Initials, digits and times differ between people anyway; everything else must not. */
const withoutPersonalParts = (text: string): string =>
  text
    .replace(/\S•••@\S•••/g, 'MAIL')
    .replace(/\S and hidden letters, at \S and hidden letters/g, 'MAIL')
    .replace(/•+\d\d/g, 'PHONE')
    .replace(/\d+/g, 'N')

export async function lookAtEveryScreenOf(name: string, page: Page, world: World): Promise<string[]> {
  const stranger = createPerson({ page, world, account: { id: 'nobody', email: name, password: '' } })
  const seen: string[] = []
  const write = async () => {
    // The old screen stays for a moment below the new heading; its button is disabled.
    await expect(stranger.widget.locator('[part~="main"][aria-disabled="true"]')).toHaveCount(0)
    const said = await stranger.widget.ariaSnapshot()
    const built = await stranger.widget.evaluate((element) => `${element.shadowRoot?.innerHTML}\n${element.innerHTML}`)
    seen.push(withoutPersonalParts(said.replaceAll(name, 'NAME')), withoutPersonalParts(built.replaceAll(name, 'NAME')))
  }
  await stranger.opensTheShop()
  await write()
  await stranger.names()
  await stranger.isTold('Where should we send the code?')
  await write()
  await stranger.picks('email')
  await stranger.completes()
  await write()
  for (let guess = 0; guess < 5; guess += 1) {
    await stranger.typesTheCode(String(guess).repeat(8))
    await stranger.replyHasCome()
    await write()
  }
  return seen
}
