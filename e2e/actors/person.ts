/** A person who can't sign in, with a verb for each of the nine steps. Fields are found as password managers find them, in any language. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Account, World } from '../world/open-world.ts'
import { words } from './words.ts'

export interface Needs {
  page: Page
  world: World
  account: Account
  language?: keyof typeof words
}

export const NEW_PASSWORD = 'seven quiet kettles sing'

export type Person = ReturnType<typeof createPerson>

export function createPerson({ page, world, account, language = 'en' }: Needs) {
  const widget = page.locator('regain-account')
  const heading = widget.getByRole('heading', { level: 2 })
  const fields = {
    identifier: page.locator('input[autocomplete="username"]:not([readonly])'),
    characters: page.locator('input[name="characters"]'),
    complete: page.locator('input[name="complete"]'),
    code: page.locator('input[autocomplete="one-time-code"]'),
    password: page.locator('input[autocomplete="new-password"]'),
    contact: page.locator('input[name="contact"]'),
    whatHappened: page.locator('textarea[name="whatHappened"]'),
  }
  /** The main button of a screen. */
  const onward = widget.locator('[part~="main"]')
  const methods = widget.getByRole('radio')
  /** The summary of errors, which gets the focus. */
  const summary = widget.locator('[part~="error"]')
  /** The status line, which is read aloud without moving the focus. */
  const status = widget.locator('[part~="status"]')
  const say = words[language]
  const press = (name: string) => widget.getByRole('button', { name, exact: true }).click()
  const arrivedAt = (to: string) => world.arrived.filter((message) => message.to === to)
  const codesAt = (to: string) => arrivedAt(to).flatMap(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? [])

  const person = {
    page,
    account,
    widget,
    heading,
    fields,
    onward,
    methods,
    summary,
    status,
    words: say,

    /** As in a new tab: a tab with an open flow shows its current step. */
    async beginsAnew(): Promise<void> {
      if (page.url() === 'about:blank') return
      // A tab's storage belongs to an origin: this page is on the shop's, without a widget.
      await page.goto(`${world.shop}/shop.css`)
      await page.evaluate(() => sessionStorage.clear())
    },
    /** Step 1: the official place. */
    async opensTheShop(path = `/forgot?lang=${language}`): Promise<void> {
      await person.beginsAnew()
      await page.goto(world.shop + path)
      await expect(fields.identifier).toBeVisible()
    },
    /** The same, for a site that does not load our script. */
    async opensTheHostedPage(): Promise<void> {
      await page.goto(`${world.server}/recover/${world.siteKey}?locale=${language}`)
      await expect(fields.identifier).toBeVisible()
    },
    /** Step 4, the name, and step 6, where the browser solves the captcha. */
    async names(identifier = account.email): Promise<void> {
      await fields.identifier.fill(identifier)
      await onward.click()
    },
    /** Step 6: the characters on the screen, if the person prefers them. */
    async asksForCharacters(): Promise<void> {
      await press(say.characters)
      await expect(fields.characters).toBeVisible()
    },
    /** The characters of the picture, once it is there. */
    async seesTheCharacters(): Promise<string> {
      await expect.poll(world.lastCharacters).not.toBe('')
      return world.lastCharacters()
    },
    async copiesTheCharacters(text?: string): Promise<void> {
      await fields.characters.fill(text ?? (await person.seesTheCharacters()))
    },
    /** Step 7: chooses where the code goes, and completes the address. With one address there is nothing to choose. */
    async picks(channel: 'email' | 'phone'): Promise<void> {
      await expect(fields.complete.or(methods.first()).first()).toBeVisible()
      if ((await methods.count()) > 0)
        await widget
          .locator('label', { hasText: channel === 'email' ? '•@' : '••••••' })
          .getByRole('radio')
          .first()
          .check()
    },
    /** Chooses an item of a list by its text, and continues. */
    async chooses(name: string): Promise<void> {
      await widget.getByRole('radio', { name }).check()
      await onward.click()
    },
    async asksForTheCode(typed = account.email): Promise<void> {
      await fields.complete.fill(typed)
      await onward.click()
    },
    async completes(typed?: string): Promise<void> {
      await person.asksForTheCode(typed)
      await expect(fields.code).toBeVisible()
    },
    /** Step 8: the code, read where it arrives; `nth` counts the codes to this address. */
    async readsTheCode(to = account.email, nth = 1): Promise<string> {
      await expect.poll(() => codesAt(to).length, { message: `code ${nth} arrives at ${to}` }).toBeGreaterThanOrEqual(nth)
      return codesAt(to).at(-nth) ?? ''
    },
    /** The link in a message of a kind; `nth` counts those to this address. */
    async readsTheLink(kind: string, to = account.email, nth = 1): Promise<string> {
      const links = () => arrivedAt(to).flatMap(({ text }) => new RegExp(`http\\S+/${kind}/[\\w-]+(\\.[\\w-]+)*`).exec(text)?.[0] ?? [])
      await expect.poll(() => links().length, { message: `link ${nth} to ${kind} arrives at ${to}` }).toBeGreaterThanOrEqual(nth)
      return links().at(-nth) ?? ''
    },
    /** The question on another device. */
    async readsTheNumber(): Promise<string> {
      return (await widget.locator('.number bdi').textContent()) ?? ''
    },
    async typesTheCode(code: string): Promise<void> {
      await fields.code.fill(code)
      await onward.click()
    },
    async resends(): Promise<void> {
      await press(say.resend)
    },
    /** Step 9: the new password. */
    async choosesAPassword(password = NEW_PASSWORD): Promise<void> {
      await fields.password.fill(password)
      await onward.click()
    },
    async reveals(): Promise<void> {
      await press(say.show)
      await expect(fields.password).toHaveAttribute('type', 'text')
    },

    presses: press,
    async hasNoMethod(): Promise<void> {
      await press(say.noMethod)
      await expect(fields.contact).toBeVisible()
    },
    async turnsBack(): Promise<void> {
      await press(say.back)
    },
    async cancels(): Promise<void> {
      await press(say.cancel)
      await expect(fields.identifier).toBeHidden()
    },
    async triesAgain(): Promise<void> {
      await press(say.tryAgain)
    },
    async goesOffline(): Promise<void> {
      await page.context().setOffline(true)
    },
    async comesBackOnline(): Promise<void> {
      await page.context().setOffline(false)
    },
    /** Lets time pass for everybody. The page's clock must have been installed before it opened. */
    async waits(ms: number): Promise<void> {
      world.turnClock(ms)
      await page.clock.fastForward(ms)
    },
    async takesOverTheClock(): Promise<void> {
      await page.clock.install()
    },

    /** Looks at something else for a while, such as the mail app. */
    async looksAway(ms: number): Promise<void> {
      const turn = (hidden: boolean) =>
        page.evaluate((hidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') })
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
        }, hidden)
      await turn(true)
      await person.waits(ms)
      await turn(false)
    },

    /** Through the first steps, to the field for the code. */
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
    async getsBackIn(): Promise<void> {
      await person.goesToTheNewPassword()
      await person.choosesAPassword()
      await expect(fields.password).toBeHidden()
    },

    async isTold(title: string | RegExp): Promise<void> {
      await expect(heading).toHaveText(title)
    },
    /** The widget has no request in progress. */
    async replyHasCome(): Promise<void> {
      await expect(widget.locator('[aria-busy="true"]')).toHaveCount(0)
    },
    async signsIn(password: string, identifier = account.email): Promise<void> {
      await page.goto(`${world.shop}/sign-in`)
      await fields.identifier.fill(identifier)
      await page.locator('input[autocomplete="current-password"]').fill(password)
      await page.locator('main form[action="/sign-in"] button').click()
    },
    async isSignedIn(): Promise<void> {
      await expect(page).toHaveURL(`${world.shop}/account`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(account.id)
    },
    arrivedAt,
    codesAt,
  }
  return person
}
