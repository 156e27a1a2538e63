/** `regain realm …` */
import { PolicySchema } from '@regain/core'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { realms } from '../db/schema.ts'
import { createRealm } from '../realms/create.ts'
import { command, group, readJsonOption, refuse, withDatabase } from './command.ts'

const create = command({
  name: 'create',
  description: 'create a realm: accounts with one policy and one directory',
  args: {
    name: { type: 'positional', description: 'its name, which no other realm has', required: true },
    policy: { type: 'string', description: 'what differs from the default policy, as JSON', valueHint: 'JSON' },
  },
  async run({ name, policy: text }) {
    const policy = text === undefined ? {} : readJsonOption('policy', text)
    if (!v.is(PolicySchema, policy)) return refuse(`--policy is not acceptable at ${whereRefused(policy)}.`)
    if (!NAME.test(name)) refuse('A name is 1 to 80 characters, without control characters or spaces at its ends.')
    return await withDatabase(async ({ db, ...needs }) => {
      const [taken] = await db.read.select().from(realms).where(eq(realms.name, name))
      if (taken) refuse(`There is a realm named ${name} already.`)
      return { ...(await db.write((tx) => createRealm(tx, { name, policy }, needs))) }
    })
  },
})

/** What operators and mails show in one line. */
export const NAME = /^(?! )[^\p{Cc}\p{Cf}]{1,80}(?<! )$/u

function whereRefused(policy: unknown): string {
  const [issue] = v.safeParse(PolicySchema, policy).issues ?? []
  const fault = issue?.expected === 'never' ? 'there is no such rule' : `expected ${issue?.expected ?? 'something else'}`
  return `${(issue && v.getDotPath(issue)) ?? 'its root'}: ${fault}`
}

export const realm = group('realm', 'sets of accounts', { create: create as never })
