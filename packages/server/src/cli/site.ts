/** `regain site …` */
import type { SiteScope } from '@regain/core'
import { instant, SupportSchema, siteScopes } from '@regain/core'
import { and, eq, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Tx } from '../db/database.ts'
import { realms, sites } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { createSite } from '../realms/create.ts'
import { notifyOfAccess } from '../realms/notify-of-access.ts'
import { endKey, listKeys, makeKey } from '../realms/site-keys.ts'
import { readOrigin } from '../sites/origin.ts'
import { notRemoved } from '../sites/realm-exists.ts'
import type { Workshop } from './command.ts'
import { command, everyValueOf, group, readJsonOption, refuse, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'
import { needsOf } from './operator.ts'
import { NAME } from './realm.ts'

const scope = {
  type: 'string',
  description: `what its secret key may be used for: ${siteScopes.join(', ')}; may be given again; absent: all of them`,
  valueHint: 'SCOPE',
} as const

/** In the order of the list. */
function readScopes(rawArgs: readonly string[]): SiteScope[] {
  const given = everyValueOf('scope', rawArgs)
  const unknown = given.find((one) => !(siteScopes as readonly string[]).includes(one))
  if (unknown !== undefined) refuse(`There is no scope ${unknown}: scopes are ${siteScopes.join(', ')}.`)
  return siteScopes.filter((one) => given.length === 0 || given.includes(one))
}

/** The option with "insecure" in its name accepts origins without TLS on a private network. */
const readOrigins = (option: 'origin' | 'insecure-origin', rawArgs: readonly string[]): string[] =>
  everyValueOf(option, rawArgs).map((text) => {
    const read = readOrigin(text)
    if (typeof read === 'string') return refuse(read)
    if (read.insecure && option === 'origin')
      return refuse(`${text} is without TLS, on a private network: anybody on it can change its pages. For tests, use --insecure-origin.`)
    return read.origin
  })

const create = command({
  name: 'create',
  description: 'create a site: a place where the widget is embedded; prints its public key and, once, its secret key',
  args: {
    name: { type: 'positional', description: 'the name that people know: the widget and the mails show it', required: true },
    realm: { type: 'string', required: true, description: 'name or id of its realm' },
    origin: {
      type: 'string',
      description: 'origin of its pages, such as https://shop.example; may be given again',
      valueHint: 'URL',
    },
    'insecure-origin': {
      type: 'string',
      description:
        'origin without TLS on a private network, such as http://192.168.1.20:8080: anybody on that network can change its pages',
      valueHint: 'URL',
    },
    support: { type: 'string', description: 'how people reach the site: url, email, phone, hours', valueHint: 'JSON' },
    scope,
  },
  async run({ name, realm: wanted, support: text }, rawArgs) {
    if (!NAME.test(name)) refuse('A name is 1 to 80 characters, without control characters or spaces at its ends.')
    const origins = [...readOrigins('origin', rawArgs), ...readOrigins('insecure-origin', rawArgs)]
    if (origins.length === 0) refuse('A site needs an --origin, such as https://shop.example.')
    const support = v.safeParse(SupportSchema, text === undefined ? {} : readJsonOption('support', text))
    if (!support.success) return refuse(`--support is not acceptable at ${v.getDotPath(support.issues[0]) ?? 'its root'}.`)
    const scopes = readScopes(rawArgs)
    return await withDatabase(async (workshop) => {
      const make = async (tx: Tx) => {
        const realm = await realmByNameOrId(tx, wanted)
        const made = await createSite(tx, { name, realm, origins, support: support.output, scopes }, workshop)
        const more = `Its origins: ${origins.join(', ')}. Its secret key may be used for: ${scopes.join(', ')}`
        const access = { site: { key: made.siteKey, name }, doer: COMMAND_LINE, did: 'created a site with a secret key', more }
        await notifyOfAccess(tx, access, needsOf(workshop))
        return made
      }
      return { ...(await workshop.db.write(make)) }
    })
  },
})

/** The realm's id. */
async function realmByNameOrId(tx: Tx, wanted: string): Promise<string> {
  const [realm] = await tx
    .select({ id: realms.id })
    .from(realms)
    .where(and(or(eq(realms.name, wanted), eq(realms.id, wanted)), notRemoved))
  return realm?.id ?? refuse(`There is no realm named ${wanted}.`)
}

const COMMAND_LINE = 'command-line' as const
const which = { type: 'positional', description: 'the public key of the site, or its name', required: true } as const

/** The public key. */
async function siteByNameOrKey(tx: Pick<Tx, 'select'>, wanted: string): Promise<string> {
  const found = await tx
    .select({ key: sites.key })
    .from(sites)
    .where(or(eq(sites.name, wanted), eq(sites.key, wanted)))
  if (found.length > 1)
    return refuse(
      `There are ${found.length} sites named ${wanted}: name it by its public key, ${found.map(({ key }) => key).join(' or ')}.`,
    )
  return found[0]?.key ?? refuse(`There is no site named ${wanted}.`)
}

const keyAdd = command({
  name: 'add',
  description: 'create another secret key for a site; prints it once, and notifies the owners by mail',
  args: { site: which, scope },
  async run({ site: wanted }, rawArgs) {
    const scopes = readScopes(rawArgs)
    return await withDatabase((workshop) =>
      changing(workshop, async (tx) => {
        const site = await siteByNameOrKey(tx, wanted)
        return { site, scopes, ...(await makeKey(tx, { site, scopes, doer: COMMAND_LINE, by: {} }, needsOf(workshop))) }
      }),
    )
  },
})

const keyList = command({
  name: 'list',
  description: 'list the secret keys of a site by their last characters, with what each may be used for',
  args: { site: which },
  run: async ({ site: wanted }) =>
    await withDatabase(async ({ db }) => ({
      keys: (await listKeys(db.read, await siteByNameOrKey(db.read, wanted))).map(({ hint, scopes, createdAt }) => ({
        endsWith: hint,
        scopes: scopes ?? 'all',
        created: instant(createdAt),
      })),
    })),
})

const keyEnd = command({
  name: 'end',
  description: 'end a secret key of a site: it is refused from then on; notifies the owners by mail',
  args: { site: which, hint: { type: 'positional', description: 'the last characters of the key, as `list` shows them', required: true } },
  run: async ({ site: wanted, hint }) =>
    await withDatabase((workshop) =>
      changing(workshop, async (tx) => {
        const site = await siteByNameOrKey(tx, wanted)
        const ending = (await listKeys(tx, site)).filter((key) => key.hint !== '' && hint.endsWith(key.hint))
        if (ending.length > 1) refuse(`Several keys of the site end in ${hint}: end it in the console.`)
        const key = ending[0]?.id ?? refuse(`The site has no key that ends in ${hint}: see \`regain site key list\`.`)
        await endKey(tx, { site, key, doer: COMMAND_LINE, by: {} }, needsOf(workshop))
        return { ended: ending[0]?.hint }
      }),
    ),
})

/** Shows an expected refusal as one line. */
const changing = <Result>({ db }: Workshop, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db
    .write(work)
    .catch((error: unknown) => (error instanceof ProblemError ? refuse(error.extras.detail ?? error.code) : Promise.reject(error)))

const key = group('key', 'secret keys of a site, for its own back end', {
  add: keyAdd,
  list: keyList,
  end: keyEnd,
})

export const site = group('site', descriptions.site, { create, key })
