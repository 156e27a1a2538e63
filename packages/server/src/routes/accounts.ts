/** What the site's own back end calls, with its secret key. */

import { maskDestination } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { AccountBodySchema, AccountIdSchema, LockBodySchema, SignInBodySchema } from '../accounts/account-body.ts'
import { accountDigest, putAccount, readBody } from '../accounts/put-account.ts'
import { signIn } from '../accounts/sign-in.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { accountLocks, accounts, destinations, devices, identifiers } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { readAccount } from '../directory/built-in.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { readJson } from '../middleware/read-json.ts'
import type { Realm } from '../realms/realm.ts'
import { endFlowsOf } from '../recovery/end-flow.ts'
import { ProblemError } from '../security/problem.ts'
import type { Env } from './env.ts'

export function accountRoutes(app: Hono<Env>, deps: Deps): void {
  const { db, clock, keys, hasher } = deps
  /** Only the built-in directory is written from here: a site that keeps its own users has their only truth. */
  const realmOf = async (c: Context): Promise<Realm> => {
    const key = /^Bearer (sk_[A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const site = key === undefined ? undefined : await deps.sites.bySecretKey(key)
    if (!site) throw new ProblemError('unauthorized')
    if (site.realm.webhook) throw new ProblemError('value-refused', { detail: 'The accounts of this realm are kept by the site itself.' })
    return site.realm
  }
  const idOf = (c: Context): string => {
    const parsed = v.safeParse(AccountIdSchema, c.req.param('id'))
    if (!parsed.success)
      throw new ProblemError('malformed-request', {
        errors: [{ path: 'accountId', message: 'expected 1 to 128 letters, digits or ._:@|-' }],
      })
    return parsed.output
  }

  app.put('/v1/accounts/:id', async (c) => {
    const [realm, id, body] = [await realmOf(c), idOf(c), await readJson(c, AccountBodySchema)]
    readBody(body, realm)
    const passwordHash = body.password === undefined ? undefined : await hasher.hash(body.password.normalize('NFC'))
    if (passwordHash === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
    const { created } = await db.write((tx) =>
      putAccount(tx, { realm, id, body, requestId: c.get('requestId'), ...(passwordHash && { passwordHash }) }, keys, clock.now()),
    )
    return c.json({ accountId: id }, created ? 201 : 200)
  })

  app.get('/v1/accounts/:id', async (c) => {
    const [realm, id] = [await realmOf(c), idOf(c)]
    const unmask = c.req.query('unmask') === 'true'
    const account = await readAccount(db.read, realm.id, id)
    if (!account) throw new ProblemError('not-found')
    if (unmask) await db.write((tx) => record(tx, { ...fact(c, realm, id), name: 'account.read' }))
    return c.json(show(account, unmask))
  })

  app.delete('/v1/accounts/:id', async (c) => {
    const [realm, id] = [await realmOf(c), idOf(c)]
    await db.write(async (tx) => {
      const gone = await tx.delete(accounts).where(and(eq(accounts.realm, realm.id), eq(accounts.id, id)))
      if (gone.rowsAffected === 0) throw new ProblemError('not-found')
      for (const table of [identifiers, destinations, accountLocks, devices])
        await tx.delete(table).where(and(eq(table.realm, realm.id), eq(table.account, id)))
      await endFlowsOf(tx, accountDigest(keys, realm.id, id), '', clock.now())
      await record(tx, { ...fact(c, realm, id), name: 'account.erased' })
    })
    return c.body(null, 204)
  })

  app.post('/v1/accounts/:id/lock', async (c) => {
    const [realm, id, { cause, note }] = [await realmOf(c), idOf(c), await readJson(c, LockBodySchema)]
    await db.write(async (tx) => {
      await mustExist(tx, realm, id)
      const lock = { cause, since: clock.now(), note: note ?? null }
      await tx
        .insert(accountLocks)
        .values({ realm: realm.id, account: id, ...lock })
        .onConflictDoUpdate({ target: [accountLocks.realm, accountLocks.account], set: lock })
      await endFlowsOf(tx, accountDigest(keys, realm.id, id), '', clock.now())
      await record(tx, { ...fact(c, realm, id), name: 'account.locked', details: { cause } })
    })
    return c.json({ cause })
  })

  app.delete('/v1/accounts/:id/lock', async (c) => {
    const [realm, id] = [await realmOf(c), idOf(c)]
    await db.write(async (tx) => {
      await mustExist(tx, realm, id)
      await tx.delete(accountLocks).where(and(eq(accountLocks.realm, realm.id), eq(accountLocks.account, id)))
      await record(tx, { ...fact(c, realm, id), name: 'account.unlocked' })
    })
    return c.body(null, 204)
  })

  app.post('/v1/sign-ins', async (c) => {
    const [realm, body] = [await realmOf(c), await readJson(c, SignInBodySchema)]
    const signedIn = await signIn(realm, body, deps)
    if (signedIn.result === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
    return c.json(signedIn)
  })

  const fact = (c: Context, realm: Realm, id: string) =>
    ({
      at: clock.now(),
      actor: 'site',
      realm: realm.id,
      account: accountDigest(keys, realm.id, id),
      requestId: c.get('requestId'),
    }) as const
}

async function mustExist(tx: Tx, realm: Realm, id: string): Promise<void> {
  if (!(await readAccount(tx, realm.id, id))) throw new ProblemError('not-found')
}

const show = ({ id, generation, identifiers: names, destinations: places, locale, lock }: FoundAccount, unmask: boolean) => ({
  accountId: id,
  generation,
  identifiers: names.map(({ kind, value }) => ({ kind, value: unmask || kind === 'handle' ? value : maskDestination(kind, value) })),
  destinations: places.map(({ channel, value, verified, since }) => ({
    channel,
    value: unmask ? value : maskDestination(channel, value),
    verified,
    since: new Date(since).toISOString(),
  })),
  ...(locale && { locale }),
  ...(lock && { lock: { cause: lock.cause, since: new Date(lock.since).toISOString() } }),
})
