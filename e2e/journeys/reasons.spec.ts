/** The other two reasons, from the first screen to the end. */
import type { Person } from '../actors/person.ts'
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import type { World } from '../world/open-world.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { reasons: ['forgot-password', 'cannot-sign-in', 'compromised'] } })

const KNOWS = 'I know my password, but can’t sign in'
const SOMEBODY_ELSE = 'I think someone else is in my account'

/** The site's back end reports this many wrong passwords. */
const guess = async (world: World, email: string, count: number) => {
  for (let n = 0; n < count; n += 1) await world.call('POST', '/v1/sign-ins', { identifier: email, password: `guess number ${n}` })
}

async function proves(person: Person, world: World, reason: string): Promise<void> {
  const { page, account } = person
  await person.beginsAnew()
  await page.goto(`${world.shop}/forgot`)
  await person.chooses(reason)
  await person.names(account.email)
  await person.picks('email')
  await person.completes(account.email)
  await person.typesTheCode(await person.readsTheCode())
}

test('a person locked out by wrong passwords reads why, unlocks the account, and the same password works', async ({
  person,
  world,
  account,
}) => {
  await guess(world, account.email, 7)
  await person.signsIn(account.password)
  await expect(person.page.getByRole('alert')).toBeVisible()
  await proves(person, world, KNOWS)
  await person.isTold('Why you can’t sign in')
  await expect(person.widget).toContainText('There were many wrong passwords')
  await expect(person.widget).toContainText(/Wrong passwords: 5\. The last one was on .+ Sign-in unlocks automatically on /)
  await person.presses('Unlock it and keep my password')
  await person.isTold('Your account is unlocked')
  await person.signsIn(account.password)
  await person.isSignedIn()
  for (const address of [account.email, account.phone ?? ''])
    await expect
      .poll(() => person.arrivedAt(address).some(({ text }) => text.includes('It was unlocked through account recovery')))
      .toBe(true)
})

test('each cause has its own screen and text, and only the remedies that help', async ({ page, world }) => {
  const causes: [cause: string | undefined, words: string, ways: string[]][] = [
    ['operator', 'The support team of this site locked the account.', ['Contact support']],
    ['disabled', 'The account is disabled.', ['Contact support']],
    ['expired', 'Your password has expired.', ['Choose a new password', 'Contact support']],
    ['compromised', 'someone else may have been in it', ['Choose a new password', 'Contact support']],
    [undefined, 'We found nothing that keeps you from signing in.', ['Choose a new password', 'Contact support']],
  ]
  for (const [cause, words, ways] of causes) {
    const person = createPerson({ page, world, account: await world.addAccount() })
    if (cause) await world.call('POST', `/v1/accounts/${person.account.id}/lock`, { cause })
    await proves(person, world, KNOWS)
    await person.isTold('Why you can’t sign in')
    await expect(person.widget).toContainText(words)
    for (const way of ['Unlock it and keep my password', 'Choose a new password', 'Contact support'])
      await expect(person.widget.getByRole('button', { name: way })).toHaveCount(ways.includes(way) ? 1 : 0)
  }
})

test('after an operator has fixed the cause, looking again is enough; the person can go back from every remedy', async ({
  person,
  world,
  account,
}) => {
  await world.call('POST', `/v1/accounts/${account.id}/lock`, { cause: 'operator' })
  await proves(person, world, KNOWS)
  await expect(person.widget).toContainText('The support team of this site locked the account.')
  await world.call('DELETE', `/v1/accounts/${account.id}/lock`)
  await person.presses('Check again')
  await expect(person.widget).toContainText('We found nothing that keeps you from signing in.')
  await person.presses('Contact support')
  await person.turnsBack()
  await person.presses('Choose a new password')
  await person.turnsBack()
  await person.presses('Choose a new password')
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})

test('if a person says that somebody else is in their account, it is locked before anything else', async ({
  person,
  browser,
  world,
  account,
}) => {
  const elsewhere = await browser.newContext()
  const thief = await elsewhere.newPage()
  await thief.goto(`${world.shop}/sign-in`)
  await thief.locator('input[autocomplete="username"]').fill(account.email)
  await thief.locator('input[autocomplete="current-password"]').fill(account.password)
  await thief.locator('main button').click()
  await expect(thief).toHaveURL(`${world.shop}/account`)

  await proves(person, world, SOMEBODY_ELSE)
  await person.isTold('Choose a new password')
  await expect(person.widget).toContainText('signs out everyone else')
  await thief.goto(`${world.shop}/account`)
  await expect(thief).toHaveURL(`${world.shop}/sign-in`)
  await elsewhere.close()
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})

test('a part for rare steps that fails to load is requested again, and nothing is lost', async ({ page, person, world }) => {
  let lost = true
  await page.route(/\/regain\/rare-steps-/, (route) => (lost ? route.abort() : route.continue()))
  await proves(person, world, KNOWS)
  const again = person.widget.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  lost = false
  await again.click()
  await person.isTold('Why you can’t sign in')
})
