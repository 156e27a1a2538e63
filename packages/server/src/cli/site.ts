/** `regain site …` */
import { SupportSchema } from '@regain/core'
import { and, eq, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Tx } from '../db/database.ts'
import { realms } from '../db/schema.ts'
import { createSite, parseOrigin } from '../realms/create.ts'
import { notRemoved } from '../realms/is-there.ts'
import { command, everyValueOf, group, readJsonOption, refuse, withDatabase } from './command.ts'
import { NAME } from './realm.ts'

const create = command({
  name: 'create',
  description: 'create a site: a place where the widget is embedded; prints its public key and, once, its secret key',
  args: {
    name: { type: 'positional', description: 'what people know it by: the widget and the mails say it', required: true },
    realm: { type: 'string', required: true, description: 'name or id of its realm' },
    origin: {
      type: 'string',
      required: true,
      description: 'origin of its pages, such as https://shop.example; may be given again',
      valueHint: 'URL',
    },
    support: { type: 'string', description: 'how people reach the site: url, email, phone, hours', valueHint: 'JSON' },
  },
  async run({ name, realm: wanted, support: text }, rawArgs) {
    if (!NAME.test(name)) refuse('A name is 1 to 80 characters, without control characters or spaces at its ends.')
    const origins = everyValueOf('origin', rawArgs).map(
      (origin) => parseOrigin(origin) ?? refuse(`${origin} is no origin such as https://shop.example (http:// is for localhost only).`),
    )
    const support = v.safeParse(SupportSchema, text === undefined ? {} : readJsonOption('support', text))
    if (!support.success) return refuse(`--support is not acceptable at ${v.getDotPath(support.issues[0]) ?? 'its root'}.`)
    return await withDatabase(async ({ db, ...needs }) => {
      const make = async (tx: Tx) =>
        await createSite(tx, { name, realm: await realmByNameOrId(tx, wanted), origins, support: support.output }, needs)
      return { ...(await db.write(make)) }
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

export const site = group('site', 'places where the widget is embedded', { create: create as never })
