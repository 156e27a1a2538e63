/** The network fails at each step, before the request and before the reply, and returns. */
import type { Page } from '@playwright/test'
import { expect, test } from '../world/test.ts'

/** The server handles the request, but the reply is lost. */
const loseTheReply = (page: Page) =>
  page.route(
    '**/answers',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )

/** The request is lost, twice. */
const loseTheRequest = (page: Page) => page.route('**/answers', (route) => route.abort('connectionreset'), { times: 2 })

test('offline at each step: the widget says so, typed text stays, and it continues by itself when the network is back', async ({
  person,
  account,
}) => {
  const throughADeadSpot = async (act: () => Promise<void>, field: keyof typeof person.fields, typed: string) => {
    await person.goesOffline()
    await act()
    await expect(person.widget.getByText('You’re offline.')).toBeVisible()
    await expect(person.fields[field]).toHaveValue(typed)
    await person.comesBackOnline()
  }
  await person.opensTheShop()
  await throughADeadSpot(() => person.names(), 'identifier', account.email)
  await person.isTold('Where should we send the code?')
  await person.picks('email')
  await throughADeadSpot(() => person.asksForTheCode(), 'complete', account.email)
  const code = await person.readsTheCode()
  await throughADeadSpot(() => person.typesTheCode(code), 'code', code)
  await expect(person.fields.password).toBeVisible()
  await throughADeadSpot(() => person.choosesAPassword(), 'password', 'seven quiet kettles sing')
  await person.isTold('Your new password is set')
  expect(person.codesAt(account.email)).toEqual([code])
})

for (const [what, cut] of Object.entries({ reply: loseTheReply, request: loseTheRequest })) {
  test(`the ${what} is lost at each step: nothing happens twice, and the person does not notice`, async ({ person, page, account }) => {
    await person.opensTheShop()
    await cut(page)
    await person.names()
    await person.isTold('Where should we send the code?')
    await person.picks('email')
    await cut(page)
    await person.completes()
    const code = await person.readsTheCode()
    await cut(page)
    await person.typesTheCode(code === '00000000' ? '11111111' : '00000000')
    await expect(person.fields.code).toHaveAccessibleDescription(/4 tries left/)
    await cut(page)
    await person.typesTheCode(code)
    await expect(person.fields.password).toBeVisible()
    await cut(page)
    await person.choosesAPassword()
    await person.isTold('Your new password is set')
    expect(person.codesAt(account.email)).toEqual([code])
    await expect.poll(() => person.arrivedAt(account.email).length, 'one code and one notice').toBe(2)
  })
}

test('a lost reply to "send a new code" sends one, not two', async ({ person, page, account }) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  await person.readsTheCode()
  await person.waits(31_000)
  await loseTheReply(page)
  await person.resends()
  await expect(person.status).toHaveText(/on its way/)
  await person.typesTheCode(await person.readsTheCode(account.email, 2))
  await expect(person.fields.password).toBeVisible()
  expect(person.codesAt(account.email)).toHaveLength(2)
})

test('a page that opens while the server is away says so, and begins when it is back', async ({ person, page, world }) => {
  await page.route(`${world.server}/v1/**`, (route) => route.abort('connectionrefused'))
  await page.goto(`${world.shop}/forgot`)
  await expect(person.widget.getByText(/can’t reach the server/)).toBeVisible()
  await page.unrouteAll()
  await person.triesAgain()
  await expect(person.fields.identifier).toBeVisible()
})
