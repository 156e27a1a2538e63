/** What every journey gets: a world per worker, a person with an account, and a page that must not violate its own policy. */
import type { BrowserContext } from '@playwright/test'
import { test as base } from '@playwright/test'
import type { Keeper } from '../actors/keeper.ts'
import { createKeeper } from '../actors/keeper.ts'
import type { Operator } from '../actors/operator.ts'
import { createOperator } from '../actors/operator.ts'
import type { Person } from '../actors/person.ts'
import { createPerson } from '../actors/person.ts'
import type { Account, World } from './open-world.ts'
import { openWorld } from './open-world.ts'

export { expect } from '@playwright/test'

export interface WorldOptions {
  /** Replaces the realm's defaults, as with `regain realm create --policy`. */
  policy: object
}

interface Fixtures {
  account: Account
  person: Person
  /** The same person, signed in at the shop. */
  keeper: Keeper
  /** A console without any operator yet. */
  newWorld: World
  /** An operator at the console, in a separate browser. */
  operator: Operator
  /** Errors that browsers report: policy violations and uncaught errors. Must stay empty. */
  complaints: string[]
}

async function watch(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error(`policy broken: ${violatedDirective} ${blockedURI} ${sample}`),
    ),
  )
  context.on('console', (message) => /policy broken|content.security.policy/i.test(message.text()) && complaints.push(message.text()))
  context.on('weberror', (error) => complaints.push(String(error.error())))
}

export const test = base.extend<Fixtures, WorldOptions & { world: World }>({
  policy: [{}, { scope: 'worker', option: true }],
  world: [
    async ({ policy }, use) => {
      const world = await openWorld(policy)
      await use(world)
      await world.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      await watch(context, complaints)
      await use(complaints)
      base.expect(complaints, 'the page broke no policy and threw nothing').toEqual([])
    },
    { auto: true },
  ],
  account: async ({ world }, use) => use(await world.addAccount({ phone: true })),
  person: async ({ page, world, account }, use) => use(createPerson({ page, world, account })),
  keeper: async ({ person, world }, use) => use(createKeeper(person, world)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  newWorld: async ({}, use) => {
    const world = await openWorld({}, { provider: true })
    await use(world)
    await world.close()
  },
  operator: async ({ browser, world, complaints }, use) => {
    const context = await browser.newContext()
    await watch(context, complaints)
    await use(createOperator({ page: await context.newPage(), world }))
    await context.close()
  },
})
