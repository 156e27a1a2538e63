/** A recovery that only the proven address would hear of waits: the person reads how long, and what is faster; the owner can end it. */
import type { Person } from '../actors/person.ts'
import { NEW_PASSWORD } from '../actors/person.ts'
import { axeFindsNothing, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({
  policy: { methods: ['email-code', 'saved-code'], hold: { onlyAddressHours: 24 } },
  account: async ({ world }, use) => use(await world.addAccount()),
})

const HOUR = 3_600_000
const TITLE = 'There is a waiting period'

/** A person with one address and nothing else; `times` counts the codes to it. */
async function proves(person: Person, times: number): Promise<void> {
  await person.goesToTheCode()
  await person.typesTheCode(await person.readsTheCode(person.account.email, times))
}

/** As shown on the screen, in ms. */
async function readsWhen(person: Person): Promise<[from: number, until: number]> {
  const said = await person.widget.getByText('prove again that it’s you').textContent()
  const [, from = '', until = ''] = /between (.+?) and (.+?), and/.exec(said ?? '') ?? []
  const read = (moment: string) => Date.parse(moment.replace(' at ', ' ').replace(/\s/g, ' '))
  return [read(from), read(until)]
}

test('a person with only one address waits, reads how long and why, and returns for a new password', async ({ person, world }) => {
  await proves(person, 1)
  await person.isTold(TITLE)
  const [from, until] = await readsWhen(person)
  expect(Math.abs(from - (world.now() + 24 * HOUR))).toBeLessThan(2 * 60_000)
  expect(until - from).toBe(72 * HOUR)
  await expect(person.widget).toContainText('gives the owner time to notice')
  await expect(person.widget).toContainText('If you have another way, such as a saved code, you don’t need to wait')
  await expect(person.fields.password).toHaveCount(0)
  await looksRight(person.page)
  await axeFindsNothing(person.page)
  await expect
    .poll(() => person.arrivedAt(person.account.email).some(({ text }) => text.includes('The recovery can’t continue before')))
    .toBe(true)

  world.turnClock(24 * HOUR)
  await proves(person, 2)
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})

test('the signed-in owner sees the waiting recovery and ends it by changing the password: the other person has to wait again', async ({
  person,
  world,
  keeper,
}) => {
  await proves(person, 1)
  await person.isTold(TITLE)
  const [first] = await readsWhen(person)

  await keeper.opensTheirSecurity()
  await expect(keeper.element).toContainText('A recovery has a waiting period, because we can notify only one address')
  const { id, email: value } = person.account
  const changed = await world.call('PUT', `/v1/accounts/${id}`, {
    identifiers: [{ kind: 'email', value }],
    destinations: [{ channel: 'email', value, verified: true }],
    password: 'an owner chose this one',
  })
  expect(changed.status).toBe(200)

  world.turnClock(24 * HOUR)
  await proves(person, 2)
  await person.isTold(TITLE)
  const [second] = await readsWhen(person)
  expect(second - first).toBeGreaterThanOrEqual(24 * HOUR)
})
