import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { putAccount } from '../../accounts/put-account.ts'
import { createChain } from '../../audit/chain.ts'
import { deriveKeys } from '../../crypto/keys.ts'
import { createSeal } from '../../crypto/seal.ts'
import { createRealm } from '../../realms/create.ts'
import { readRealm } from '../../sites/read-sites.ts'
import { systemChance } from '../../world/chance.ts'
import { readEpoch, secretMark } from '../epoch.ts'
import { openDatabase } from '../open-database.ts'
import { accounts, flows, realms } from '../schema.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'regain-backup-'))
const settings = { url: `file:${join(folder, 'regain.db')}` }
const copy = join(folder, 'copy.db')
const keys = deriveKeys(new Uint8Array(32).fill(7))
const open = (place = settings) => openDatabase(place, systemChance, createChain(keys).append)
const plan = { file: copy, replace: false, epoch: 'the new epoch', now: 2000, secretMark: secretMark(keys) }

async function fill() {
  const db = await open()
  await readEpoch(db, keys, systemChance)
  const seal = createSeal(keys, 'sealed-column', systemChance)
  await db.write((tx) => createRealm(tx, { name: 'main' }, { chance: systemChance, keys, seal, now: 1000 }))
  const [row] = await db.read.select().from(realms)
  if (!row) throw new Error('no realm')
  const realm = readRealm(row, seal)
  const body = { identifiers: [{ kind: 'handle' as const, value: 'jane' }], destinations: [] }
  await db.write((tx) => putAccount(tx, { realm, id: 'jane', body }, keys, 1000))
  await db.write((tx) =>
    tx.insert(flows).values({
      id: 'f',
      token: 't',
      site: 's',
      realm: realm.id,
      reason: 'forgot-password',
      locale: 'en',
      startedAt: 1000,
      expiresAt: 9000,
    }),
  )
  return db
}

describe('a backup', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is made of a database in use, overwrites no other file, and can’t be restored under a running server', async () => {
    const db = await fill()
    expect(await backup(settings, copy, 1000)).toMatchObject({ accounts: 1 })
    await expect(backup(settings, copy, 1000)).rejects.toThrow(/already exists/)
    await expect(restore(settings, { ...plan, replace: true })).rejects.toThrow(/in use: stop the server first/)
    expect(await db.read.$count(accounts)).toBe(1)
    await db.close()
  })

  it('replaces a database only on request, and invalidates all open flows, sessions and links', async () => {
    // The driver closes a file only when its process ends: no other process has the copy open.
    for (const suffix of ['', '-wal']) cpSync(join(folder, `regain.db${suffix}`), join(folder, `left.db${suffix}`))
    const left = { url: `file:${join(folder, 'left.db')}` }
    await expect(restore(left, plan)).rejects.toThrow(/not empty: add --replace/)
    expect(await restore(left, { ...plan, replace: true })).toMatchObject({ accounts: 1 })
    const db = await open(left)
    expect(await readEpoch(db, keys, systemChance)).toBe('the new epoch')
    const [flow] = await db.read.select().from(flows)
    expect(flow).toMatchObject({ endedAt: 2000, because: 'expired' })
    const [jane] = await db.read.select().from(accounts)
    expect(jane?.generation).toBeGreaterThan(1000)
    await db.close()
    // Values from an older epoch's keys are invalid under the new ones; lasting values stay.
    const secret = new Uint8Array(32).fill(7)
    for (const [purpose, same] of [
      ['code', false],
      ['captcha', false],
      ['flow-token', false],
      ['flow-token-mac', false],
      ['sealed-column', true],
      ['site-key', true],
    ] as const)
      expect(deriveKeys(secret, 'old').digest(purpose, 'x') === deriveKeys(secret, 'new').digest(purpose, 'x'), purpose).toBe(same)
  })

  it('is refused if the file is missing, is not a backup, or was made with another secret', async () => {
    const empty = { url: `file:${join(folder, 'empty.db')}` }
    writeFileSync(join(folder, 'letter'), 'a letter, and no database. '.repeat(100))
    await expect(restore(empty, { ...plan, file: join(folder, 'letter') })).rejects.toThrow(/is not a Regain database/)
    await expect(restore(empty, { ...plan, file: join(folder, 'nothing') })).rejects.toThrow(/is not there/)
    await expect(restore(empty, { ...plan, secretMark: 'another' })).rejects.toThrow(/another REGAIN_SECRET/)
    expect(await restore(empty, plan)).toMatchObject({ accounts: 1 })
  })
})
