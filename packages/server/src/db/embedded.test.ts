import { pbkdf2 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlace } from '../../testing/open-test-database.ts'
import { connection } from './connect.ts'
import type { Database, Reader } from './database.ts'
import { meta } from './schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'regain-embedded-'))
const settings = { url: `file:${join(folder, 'regain.db')}` }
let db: Database
beforeAll(async () => {
  db = await openPlace(settings)
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string) => db.write(async (tx) => void (await tx.insert(meta).values({ name, value: '' })))

describe('a commit of the embedded database', () => {
  it('is synced before it is confirmed', async () => {
    // 2 is FULL (sqlite.org/pragma.html#pragma_synchronous).
    expect(await db.write((tx) => tx.get(sql`PRAGMA synchronous`))).toMatchObject({ synchronous: 2 })
  })

  it('leaves the event loop free, and reads are answered meanwhile', async () => {
    let isCommitting = false
    let isOver = false
    const write = db.write(async (tx) => {
      for (let n = 0; n < 20; n += 1) await tx.insert(meta).values({ name: `large ${n}`, value: 'x'.repeat(2_000_000) })
      isCommitting = true
    })
    const confirmed = write.finally(() => {
      isOver = true
    })
    let turns = 0
    let reads = 0
    while (!isOver) {
      await turn()
      if (!isCommitting) continue
      turns += 1
      await db.read.select({ name: meta.name }).from(meta).where(eq(meta.name, 'large 0'))
      reads += 1
    }
    await confirmed
    expect(turns).toBeGreaterThan(10)
    expect(reads).toBeGreaterThan(10)
    expect(await db.read.$count(meta, sql`name LIKE 'large %'`)).toBe(20)
  })

  it('does not wait for the threads that hash passwords', async () => {
    let hashed = 0
    const hash = async () => {
      await promisify(pbkdf2)('password', 'salt', 500_000, 64, 'sha512')
      hashed += 1
    }
    // Twice as many as libuv has threads: a disk's sync on one of them would begin when the first half is done.
    const hashes = Array.from({ length: 8 }, hash)
    await put('beside hashes')
    expect(hashed).toBeLessThan(4)
    await Promise.all(hashes)
  })
})

describe('a row', () => {
  it('has names where we wrote the SQL, with or without a row', async () => {
    await put('named')
    const find = (name: string) => sql`SELECT name, length(name) AS size FROM meta WHERE name = ${name}`
    const look = async (from: Pick<Reader, 'all' | 'get'>) => [
      await from.all(find('named')),
      await from.get(find('named')),
      await from.all(find('nobody')),
      await from.get(find('nobody')),
    ]
    const row = { name: 'named', size: 5 }
    expect(await look(db.read)).toEqual([[row], row, [], undefined])
    expect(await db.write((tx) => look(tx))).toEqual([[row], row, [], undefined])
  })
})

describe('a transaction of the embedded database', () => {
  const connect = connection(settings, 'writer')
  const insert = (name: string) => ({ sql: "INSERT INTO meta (name, value) VALUES (?, '')", args: [name] })

  it('takes no statement once its commit has begun', async () => {
    const client = await connect()
    const transaction = await client.transaction('write')
    await transaction.execute(insert('in time'))
    const committed = transaction.commit()
    await expect(transaction.execute(insert('too late'))).rejects.toThrow('the transaction has ended')
    await committed
    transaction.close()
    client.close()
    expect(await db.read.select({ name: meta.name }).from(meta).where(sql`name IN ('in time', 'too late')`)).toEqual([{ name: 'in time' }])
  })

  it('is taken back when its commit fails, under the name of the fault', async () => {
    const client = await connect()
    await client.execute('CREATE TABLE pages (id INTEGER PRIMARY KEY, after INTEGER REFERENCES pages (id) DEFERRABLE INITIALLY DEFERRED)')
    const transaction = await client.transaction('write')
    await transaction.execute('INSERT INTO pages VALUES (1, 2)')
    await expect(transaction.commit()).rejects.toMatchObject({ name: 'LibsqlError', code: 'SQLITE_CONSTRAINT' })
    transaction.close()
    expect((await client.execute('SELECT * FROM pages')).rows).toEqual([])
    await client.execute('DROP TABLE pages')
    client.close()
  })
})
