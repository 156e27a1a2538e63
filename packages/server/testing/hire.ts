/** Operators for tests, each invited from the command line. */
import { invite } from '../src/operators/invite.ts'
import type { Role } from '../src/operators/permissions.ts'
import type { TestWorld } from './open-world.ts'
import { ORIGIN } from './open-world.ts'
import type { TestOperator } from './operator.ts'
import { newOperator } from './operator.ts'

/** Named after the part of the address before the `@`. */
export async function hire(world: TestWorld, email: string, role: Role): Promise<TestOperator> {
  const { link } = await world.db.write((tx) => invite(tx, { email, role, by: {} }, { ...world.deps, origin: ORIGIN }))
  const operator = newOperator(world)
  const { status } = await operator.join(link, { name: email.split('@')[0] ?? '' })
  if (status !== 200) throw new Error(`${email} could not join: ${status}`)
  return operator
}
