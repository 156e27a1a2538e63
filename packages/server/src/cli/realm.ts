/** `regain realm …` */
import { PolicySchema } from '@regain/core'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { realms } from '../db/schema.ts'
import { createOutbound, howToAllow } from '../outbound/outbound.ts'
import { newWebhookSecret, readWebhookSecret } from '../outbound/sign.ts'
import { describeIssue } from '../problems/describe-issue.ts'
import { createRealm } from '../realms/create.ts'
import type { WhatGoes } from '../realms/remove-realm.ts'
import { countRealm, emptyRealm, shutRealm } from '../realms/remove-realm.ts'
import { command, group, readJsonOption, refuse, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'
import { showProgress } from './progress.ts'

const create = command({
  name: 'create',
  description: 'create a realm: accounts with one policy and one directory',
  args: {
    name: { type: 'positional', description: 'its name, unique among realms', required: true },
    policy: { type: 'string', description: 'the differences from the default policy, as JSON', valueHint: 'JSON' },
    'webhook': { type: 'string', description: 'the endpoint of a site that keeps its own users', valueHint: 'URL' },
    'webhook-secret': {
      type: 'string',
      description: 'the secret that signs the calls; absent: created, and printed once',
      valueHint: 'whsec_…',
    },
  },
  async run({ name, policy: text, webhook: url, 'webhook-secret': given }) {
    const policy = text === undefined ? {} : readJsonOption('policy', text)
    if (!v.is(PolicySchema, policy)) return refuse(`--policy is not acceptable at ${whereRefused(policy)}.`)
    if (!NAME.test(name)) refuse('A name is 1 to 80 characters, without control characters or spaces at its ends.')
    if (given !== undefined && (url === undefined || !readWebhookSecret(given)))
      refuse('--webhook-secret must be whsec_ and 24 to 64 bytes in base64, beside a --webhook.')
    return await withDatabase(async ({ db, ...needs }) => {
      const because = url === undefined ? undefined : await createOutbound({ insecureOrigins: needs.config.insecureOutbound }).refusal(url)
      if (url !== undefined && because) refuse(`--webhook ${because}.${howToAllow(url, because)}`)
      const [taken] = await db.read.select().from(realms).where(eq(realms.name, name))
      if (taken) refuse(`There is a realm named ${name} already.`)
      const secret = given ?? newWebhookSecret(needs.chance)
      const made = await db.write((tx) => createRealm(tx, { name, policy, ...(url !== undefined && { webhook: { url, secret } }) }, needs))
      return { ...made, ...(url !== undefined && given === undefined && { webhookSecret: secret }) }
    })
  },
})

const remove = command({
  name: 'remove',
  description:
    'remove a realm for good, with its sites, accounts, attempts and cases; a server may be running, and an interrupted removal continues when the command is run again',
  args: {
    name: { type: 'positional', description: 'its name', required: true },
    confirm: { type: 'string', description: 'its name again; absent: shows what would be removed', valueHint: 'NAME' },
  },
  async run({ name, confirm }) {
    return await withDatabase(async ({ db, clock, now }) => {
      const [row] = await db.read.select().from(realms).where(eq(realms.name, name))
      const { id } = row ?? refuse(`There is no realm named ${name}.`)
      if (confirm !== name) {
        const goes = inWords(await countRealm(db.read, id, now))
        refuse(`${goes} of realm ${name} would go for good. To confirm, give its name again: --confirm "${name}".`)
      }
      const began = performance.now()
      await db.write((tx) => shutRealm(tx, { id, name }, now))
      const removed = await emptyRealm({ realm: id, onProgress: showProgress('rows') }, { db, clock })
      return { realm: id, removed, seconds: Math.round((performance.now() - began) / 100) / 10 }
    })
  },
})

const inWords = ({ sites, accounts, openAttempts, cases }: WhatGoes): string =>
  `${many(sites, 'site')}, ${many(accounts, 'account')}, ${many(openAttempts, 'open attempt')} and ${many(cases, 'case')}`
const many = (count: number, what: string): string => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`

/** A name must fit in one line of the console and of mails. */
export const NAME = /^(?! )[^\p{Cc}\p{Cf}]{1,80}(?<! )$/u

function whereRefused(policy: unknown): string {
  const [issue] = v.safeParse(PolicySchema, policy).issues ?? []
  const { path, message } = issue ? describeIssue(issue) : { path: '', message: '' }
  return `${path || 'its root'}: ${message}`
}

export const realm = group('realm', descriptions.realm, { create, remove })
