/** A stranger who enters somebody else's name learns nothing from the screen. */
import { lookAtEveryScreenOf } from '../actors/stranger.ts'
import { expect, test } from '../world/test.ts'

// On a slow machine the wait for another code could end in between: a difference of time, not of names.
test.use({ policy: { code: { resendSeconds: 600 } } })

test('a stranger sees exactly the same screens for known and unknown names', async ({ page, world }) => {
  test.setTimeout(400_000)
  // Each list of addresses that a decoy may show also exists for a real account.
  const { email: alone } = await world.addAccount()
  const { email: withPhone } = await world.addAccount({ phone: true })
  const { email: withSecond } = await world.addAccount({ secondEmail: true })
  const { email: disabled } = await world.addAccount({ status: 'disabled' })
  const before = world.arrived.length
  const known: string[][] = []
  for (const name of [alone, withPhone, withSecond]) known.push(await lookAtEveryScreenOf(name, page, world))

  for (const name of ['nobody@example.com', 'no.one@example.com', 'somebody.else@example.com', 'ghost@example.com', disabled]) {
    const seen = await lookAtEveryScreenOf(name, page, world)
    expect(known, `what is seen for ${name}`).toContainEqual(seen)
  }
  for (const { to } of world.arrived.slice(0, world.arrived.length - before)) expect([alone, withPhone, withSecond, disabled]).toContain(to)
})
