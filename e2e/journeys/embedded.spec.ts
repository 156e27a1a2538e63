/** Pages that embed the widget: they bring their own Lit, clone and morph their tree, render on a server, or run in a browser that misreports its state. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, test } from '../world/test.ts'

test('on a server the package and both scripts can be imported, and do nothing', async () => {
  const files = ['@regain/widget', '@regain/widget/regain.js', '@regain/widget/regain-security.js']
  for (const file of files) {
    const script = `await import(${JSON.stringify(file)}); console.log('imported', typeof document, typeof customElements)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    })
    expect(stdout.trim(), file).toBe('imported undefined undefined')
  }
})

test('an element that is in the page before its script loads its site once, in whatever order its attributes are set', async ({
  person,
  page,
  world,
}) => {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/v1/sites/')) asked += 1
  })
  await page.route('**/regain.js', async (route) => {
    // The page is rendered before the script runs.
    await page.waitForFunction(() => document.querySelector('regain-account'))
    await page.evaluate((server) => document.querySelector('regain-account')?.setAttribute('server', server), world.server)
    await route.continue()
  })
  await person.opensTheShop()
  expect(asked).toBe(1)
})

/** What the page's own script does before ours loads. */
const before = (page: Page, script: () => void) => page.addInitScript(script)

/** As Lit does. */
function takeThePolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): object } }
  trustedTypes?.createPolicy('lit-html', { createHTML: (html: string) => html })
}

test('the widget works on a page whose own Lit has taken the name of the Trusted Types policy: it takes another name', async ({
  person,
  page,
}) => {
  // The shop's policy allows one name. Here our script gets its other name, as on a page that allows both.
  await before(page, () => {
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): object } }
    const create = trustedTypes?.createPolicy.bind(trustedTypes)
    Object.assign(trustedTypes ?? {}, {
      createPolicy(name: string, rules: object) {
        if (name === 'lit-html') throw new TypeError('Policy with name "lit-html" already exists.')
        return create?.(name === 'regain' ? 'lit-html' : name, rules)
      },
    })
  })
  await person.goesToTheCode()
})

test('on a page that allows no Trusted Types policy, the widget says that recovery is not set up, and the developer can read why', async ({
  person,
  page,
  complaints,
  world,
}) => {
  await before(page, takeThePolicy)
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${world.shop}/forgot?lang=en`)
  await expect
    .poll(() => person.widget.evaluate((element) => element.shadowRoot?.textContent))
    .toMatch(/recovery isn’t set up on this page/)
  expect([...errors, ...complaints].join('\n')).toMatch(/TrustedHTML/)
  complaints.length = 0
})

const children = (page: Page) => page.locator('regain-account > input')

test('children that the page cloned or removed are written again, and typed text stays', async ({ person, page, account }) => {
  await person.opensTheShop()
  await person.fields.identifier.fill(account.email)
  // As Turbo restores a page from its cache.
  await page.evaluate(() => {
    const element = document.querySelector('regain-account') as HTMLElement
    element.replaceWith(element.cloneNode(true))
  })
  await expect(children(page)).toHaveCount(1)
  await person.fields.identifier.fill(account.email)
  // As morphing does with elements that the server did not send.
  for (const take of ['all', 'elements', 'comments'] as const) {
    await page.evaluate((take) => {
      for (const child of [...(document.querySelector('regain-account') as HTMLElement).childNodes])
        if (take === 'all' || (take === 'elements') === child instanceof Element) child.remove()
    }, take)
    await expect(children(page)).toHaveCount(1)
    await expect(person.fields.identifier).toHaveValue(account.email)
  }
  await person.names()
  await person.picks('email')
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.slot = 'sign-in'
    link.textContent = 'Sign in here'
    document.querySelector('regain-account')?.append(link)
  })
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  // The page's own child stays.
  await expect(page.getByText('Sign in here')).toBeVisible()
})

test('a browser that wrongly reports to be offline can continue', async ({ person, page, account }) => {
  await before(page, () => Object.defineProperty(navigator, 'onLine', { get: () => false }))
  await person.goesToTheCode()
  const code = await person.readsTheCode()
  await page.route('**/answers', (route) => route.abort('connectionreset'), { times: 2 })
  await person.typesTheCode(code)
  await expect(person.fields.password).toBeVisible()
  expect(person.codesAt(account.email)).toEqual([code])
})

test('a person who entered a matching address does not type it twice; any other address is typed', async ({ person, page, account }) => {
  await person.opensTheShop()
  await person.names(`  ${account.email.toUpperCase()} `)
  await person.picks('email')
  await expect(person.fields.complete).toHaveValue(account.email.toUpperCase())
  await person.picks('phone')
  await expect(person.fields.complete).toHaveValue('')
  await person.picks('email')
  await person.onward.click()
  await expect(person.fields.code).toBeVisible()
  await person.readsTheCode()
  await page.reload()
  await person.presses(person.words.back)
  await person.picks('email')
  await expect(person.fields.complete).toHaveValue('')
})

test('a person who entered the phone number does not type its last digits again', async ({ person, account }) => {
  await person.opensTheShop()
  await person.names(account.phone)
  await person.picks('phone')
  await expect(person.fields.complete).toHaveValue(account.phone?.slice(-4) ?? '')
  await person.picks('email')
  await expect(person.fields.complete).toHaveValue('')
})
