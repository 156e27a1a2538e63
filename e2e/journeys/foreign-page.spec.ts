/** A page whose origin is not the site's: its visitor reads whom to contact, and its developer what to add and where. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from '../world/test.ts'

interface Told {
  errors: string[]
  codes(): Promise<string[]>
}

async function listen(page: Page): Promise<Told> {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.addInitScript(() => {
    const codes: string[] = []
    Object.assign(window, { codes })
    document.addEventListener('regain-error', (event) => codes.push((event as CustomEvent<{ code: string }>).detail.code))
  })
  const codes = () =>
    Promise.all(page.frames().map((frame) => frame.evaluate(() => (window as unknown as { codes?: string[] }).codes ?? []))).then((all) =>
      all.flat(),
    )
  return { errors, codes }
}

const embedded = (server: string, site: string): string =>
  `<!doctype html><html lang="en"><title>Elsewhere</title><script type="module" src="${server}/regain.js"></script><regain-account site="${site}"></regain-account>`

/** Pages of somebody else, on an origin that no site has. */
async function elsewhere(pages: Record<string, string>): Promise<{ origin: string; close(): unknown }> {
  const server = createServer(({ url = '/' }, reply) => reply.setHeader('content-type', 'text/html').end(pages[url]))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

test('a page whose origin is not listed says whom to contact, and tells its developer what to add', async ({ page, world, complaints }) => {
  const told = await listen(page)
  const { origin, close } = await elsewhere({ '/': embedded(world.server, world.siteKey) })
  await page.goto(`${origin}/`)
  await expect(page.getByRole('alert')).toHaveText(
    'Account recovery isn’t set up on this page. Please contact the support team of this site.',
  )
  await expect.poll(() => told.errors.join('\n')).toContain(`does not serve pages of ${origin}. Add exactly this origin to the site`)
  expect((await told.codes()).at(-1)).toBe('origin-refused')
  close()
  complaints.length = 0
})

test('a frame without an origin says so, and tells its developer what to change', async ({ page, world, complaints }) => {
  const told = await listen(page)
  const around = '<!doctype html><title>Around</title><iframe sandbox="allow-scripts" src="/inside"></iframe>'
  const { origin, close } = await elsewhere({ '/': around, '/inside': embedded(world.server, world.siteKey) })
  await page.goto(`${origin}/`)
  await expect(page.frameLocator('iframe').getByRole('alert')).toContainText('Please contact the support team of this site.')
  await expect.poll(() => told.errors.join('\n')).toContain('This page has no origin: give its frame sandbox="allow-same-origin …"')
  close()
  complaints.length = 0
})

test('a page with an unknown site key says so', async ({ page, world, complaints }) => {
  const told = await listen(page)
  const key = 'pk_that_no_site_has_at_all'
  await page.goto(`${world.shop}/forgot`)
  await page.evaluate((site) => document.querySelector('regain-account')?.setAttribute('site', site), key)
  await expect(page.getByRole('alert')).toContainText('isn’t set up on this page')
  await expect.poll(() => told.errors.join('\n')).toContain(`has no site with the key ${key}`)
  complaints.length = 0
})

test('a page whose server is down says so, and does not blame the page', async ({ page, world, complaints }) => {
  const told = await listen(page)
  await page.route(`${world.server}/v1/**`, (route) => route.abort('connectionrefused'))
  await page.goto(`${world.shop}/forgot`)
  await expect(page.getByRole('alert')).toContainText('We can’t reach the server right now')
  expect(told.errors.join('\n')).not.toContain('Regain:')
  complaints.length = 0
})

test('an attempt stores the time zone of its browser, and the mail gives the time in it', async ({ page, world }) => {
  const started = page.waitForRequest((request) => request.url() === `${world.server}/v1/flows` && request.method() === 'POST')
  await page.goto(`${world.shop}/forgot`)
  const { timeZone } = (await started).postDataJSON() as { timeZone?: string }
  expect(timeZone).toBe(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone))
})
