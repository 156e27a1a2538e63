/** Somebody who cannot sign in; the verbs are the nine steps. Fields are found as password managers find them, in any language. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Account, World } from '../world/open-world.ts'

export interface Needs {
  page: Page
  world: World
  account: Account
}

export const NEW_PASSWORD = 'seven quiet kettles sing'

export type Person = ReturnType<typeof createPerson>

export function createPerson({ page, world, account }: Needs) {
  const widget = page.locator('regain-account')
  const heading = widget.getByRole('heading', { level: 2 })
  const fields = {
    identifier: page.locator('input[autocomplete="username"]:not([readonly])'),
    characters: page.locator('input[name="characters"]'),
    complete: page.locator('input[name="complete"]'),
    code: page.locator('input[autocomplete="one-time-code"]'),
    password: page.locator('input[autocomplete="new-password"]'),
  }
  /** The one clear button of a screen. */
  const onward = widget.locator('[part~="main"]')
  const methods = widget.getByRole('radio')
  const arrivedAt = (to: string) => world.arrived.filter((message) => message.to === to)

  const person = {
    page,
    account,
    widget,
    heading,
    fields,
    onward,
    methods,

    /** 1. The official place. */
    async opensTheShop(path = '/forgot'): Promise<void> {
      await page.goto(world.shop + path)
      await expect(fields.identifier).toBeVisible()
    },
    /** 4. Who you are, and 6. nothing to copy: the browser works instead. */
    async names(identifier = account.email): Promise<void> {
      await fields.identifier.fill(identifier)
      await onward.click()
    },
    /** 6. The characters on the screen, if that is what this person prefers. */
    async asksForCharacters(): Promise<void> {
      await widget.getByRole('button', { name: 'Type characters instead' }).click()
      await expect(fields.characters).toBeVisible()
    },
    async copiesTheCharacters(text = world.lastCharacters()): Promise<void> {
      await fields.characters.fill(text)
    },
    /** 7. Where the code goes, completed to show that the person knows it. With one address there is nothing to pick. */
    async picks(channel: 'email' | 'phone'): Promise<void> {
      await expect(fields.complete.or(methods.first()).first()).toBeVisible()
      if ((await methods.count()) > 0)
        await widget
          .getByRole('radio', { name: channel === 'email' ? '@' : '••••••' })
          .first()
          .check()
    },
    async completes(typed = account.email): Promise<void> {
      await fields.complete.fill(typed)
      await onward.click()
      await expect(fields.code).toBeVisible()
    },
    /** 8. The code, read where it arrives; `nth` counts the codes that this address got. */
    async readsTheCode(to = account.email, nth = 1): Promise<string> {
      const codes = () => arrivedAt(to).flatMap(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? [])
      await expect.poll(() => codes().length, { message: `code ${nth} arrives at ${to}` }).toBeGreaterThanOrEqual(nth)
      return codes().at(-nth) ?? ''
    },
    async typesTheCode(code: string): Promise<void> {
      await fields.code.fill(code)
      await onward.click()
    },
    /** 9. The brand-new password. */
    async choosesAPassword(password = NEW_PASSWORD): Promise<void> {
      await fields.password.fill(password)
      await onward.click()
    },

    /** From the named account to the field for the code. */
    async goesToTheCode(): Promise<void> {
      await person.opensTheShop()
      await person.names()
      await person.picks('email')
      await person.completes()
    },
    async goesToTheNewPassword(): Promise<void> {
      await person.goesToTheCode()
      await person.typesTheCode(await person.readsTheCode())
      await expect(fields.password).toBeVisible()
    },
    async isTold(title: string | RegExp): Promise<void> {
      await expect(heading).toHaveText(title)
    },
    async signsIn(password: string, identifier = account.email): Promise<void> {
      await page.goto(`${world.shop}/sign-in`)
      await page.getByLabel('Email, phone number or user name').fill(identifier)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
    async isSignedIn(): Promise<void> {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Welcome back/)
    },
    arrivedAt,
  }
  return person
}
