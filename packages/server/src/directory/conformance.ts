/** What every directory must promise, whoever keeps its accounts: each member runs these on its real parts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import type { Directory, FoundAccount, NewPassword, SetPasswordResult } from './directory.ts'

export interface SubjectAccount {
  email: string
  emailVerified?: boolean
  phone?: string
  handle?: string
  password: string
}

/** A directory, and its owner's side of it. */
export interface Subject {
  directory: Directory
  db: Database
  /** False when the owner's own rules refuse it. */
  add(account: SubjectAccount): Promise<boolean>
  changeEmail(accountId: string, email: string): Promise<void>
  lock(accountId: string, cause: 'too-many-sign-ins' | 'operator'): Promise<void>
  /** Signs in as people do; the session, or undefined. */
  signIn(name: string, password: string): Promise<{ isAlive(): Promise<boolean> } | undefined>
  close(): Promise<void>
}

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const jane: SubjectAccount = { email: 'jane@example.com', phone: '+4915112345642', handle: 'jane_doe', password: OLD }

export function directoryConformance(name: string, open: () => Promise<Subject>): void {
  describe(`the directory ${name}`, () => {
    let subject: Subject
    beforeEach(async () => {
      subject = await open()
      await subject.add(jane)
      await subject.add({ email: 'omar@example.com', password: OLD })
    })
    afterEach(() => subject.close())

    async function find(kind: 'email' | 'phone' | 'handle', value: string): Promise<FoundAccount> {
      const found = await subject.directory.find({ kind, value })
      if (found.result !== 'found') throw new Error(found.result)
      return found.account
    }
    async function setPassword(change: Partial<NewPassword> = {}): Promise<Exclude<SetPasswordResult['result'], 'ready'>> {
      const { id, generation } = change.accountId === undefined ? await find('email', 'jane@example.com') : { id: '', generation: 1 }
      const result = await subject.directory.setPassword({
        accountId: id,
        password: NEW,
        generation,
        idempotencyKey: 'key-1',
        mustDiffer: false,
        ...change,
      })
      if (result.result !== 'ready') return result.result
      return (await subject.db.write((tx) => result.commit(tx))) ? 'changed' : 'gone'
    }

    it('finds an account by each of its names, and the same one by its id', async () => {
      const byEmail = await find('email', 'jane@example.com')
      expect(byEmail.identifiers.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
        'email jane@example.com',
        'phone +4915112345642',
        'handle jane_doe',
      ])
      expect((await find('phone', '+4915112345642')).id).toBe(byEmail.id)
      expect((await find('handle', 'jane_doe')).id).toBe(byEmail.id)
      const read = await subject.directory.read(byEmail.id)
      expect(read.result === 'found' && read.account.id).toBe(byEmail.id)
      expect((await find('email', 'omar@example.com')).id).not.toBe(byEmail.id)
    })

    it('knows its accounts by their canonical names, however their owner wrote them', async () => {
      await subject.add({ email: 'Yuki@Example.COM', handle: 'Live:.cid.Yuki', password: OLD })
      const yuki = await find('email', 'yuki@example.com')
      expect(yuki.destinations).toMatchObject([{ channel: 'email', value: 'yuki@example.com' }])
      expect((await find('handle', 'live:.cid.yuki')).id).toBe(yuki.id)
    })

    it('says none for a name or id that nobody has', async () => {
      expect(await subject.directory.find({ kind: 'email', value: 'nobody@example.com' })).toEqual({ result: 'none' })
      expect(await subject.directory.find({ kind: 'handle', value: "' or 1=1 --" })).toEqual({ result: 'none' })
      expect(await subject.directory.read('no-such-id')).toEqual({ result: 'none' })
    })

    it('never picks one of two accounts with the same name', async () => {
      const taken = await subject.add({ email: 'second@example.com', phone: '+4915112345642', password: OLD })
      if (taken) expect(await subject.directory.find({ kind: 'phone', value: '+4915112345642' })).toEqual({ result: 'none' })
      else expect((await find('phone', '+4915112345642')).id).toBe((await find('email', 'jane@example.com')).id)
    })

    it('says which addresses are verified, and in which order the owner has them', async () => {
      await subject.add({ email: 'dora@example.com', emailVerified: false, password: OLD })
      expect((await find('email', 'dora@example.com')).destinations).toMatchObject([
        { channel: 'email', value: 'dora@example.com', verified: false },
      ])
      expect((await find('email', 'jane@example.com')).destinations[0]).toMatchObject({ channel: 'email', verified: true })
    })

    it('sets a password with which the person signs in at once, by every name, and the old one is dead', async () => {
      expect(await setPassword()).toBe('changed')
      expect(await subject.signIn('jane@example.com', NEW)).toBeDefined()
      expect(await subject.signIn('jane_doe', NEW)).toBeDefined()
      expect(await subject.signIn('jane@example.com', OLD)).toBeUndefined()
      expect(await subject.signIn('omar@example.com', OLD)).toBeDefined()
    })

    it('takes one password in every Unicode spelling of it', async () => {
      expect(await setPassword({ password: 'trockene Gr\u00fc\u00dfe aus M\u00fcnchen' })).toBe('changed')
      expect(await subject.signIn('jane@example.com', 'trockene Gru\u0308\u00dfe aus Mu\u0308nchen')).toBeDefined()
    })

    it('ends every session of the account, and no one else’s', async () => {
      const sessions = [await subject.signIn('jane@example.com', OLD), await subject.signIn('jane_doe', OLD)]
      const other = await subject.signIn('omar@example.com', OLD)
      expect(await Promise.all(sessions.map((session) => session?.isAlive()))).toEqual([true, true])
      await setPassword()
      expect(await Promise.all(sessions.map((session) => session?.isAlive()))).toEqual([false, false])
      expect(await other?.isAlive()).toBe(true)
    })

    it('raises the generation with a new password and with a changed address', async () => {
      const before = await find('email', 'jane@example.com')
      await setPassword()
      const between = await find('email', 'jane@example.com')
      expect(between.generation).toBeGreaterThan(before.generation)
      await subject.changeEmail(before.id, 'jane@new.example')
      expect((await find('email', 'jane@new.example')).generation).toBeGreaterThan(between.generation)
    })

    it('changes nothing for who was proven before the account changed', async () => {
      const before = await find('email', 'jane@example.com')
      await subject.changeEmail(before.id, 'jane@new.example')
      expect(await setPassword({ accountId: before.id, generation: before.generation })).toBe('gone')
      expect(await subject.signIn('jane_doe', NEW)).toBeUndefined()
    })

    it('makes one change of the same one sent again and again, also at the same moment', async () => {
      const { id, generation } = await find('email', 'jane@example.com')
      const results = await Promise.all(Array.from({ length: 10 }, () => setPassword({ accountId: id, generation })))
      expect(results).toContain('changed')
      const after = await find('email', 'jane@example.com')
      expect(after.generation).toBe(generation + 1)
      expect(await subject.signIn('jane@example.com', NEW)).toBeDefined()
      await setPassword({ accountId: id, generation })
      expect((await find('email', 'jane@example.com')).generation).toBe(generation + 1)
    })

    it('takes one of two different passwords for the same proof', async () => {
      const { id, generation } = await find('email', 'jane@example.com')
      const passwords = [`${NEW} one`, `${NEW} two`]
      const results = await Promise.all(
        passwords.map((password) => setPassword({ accountId: id, generation, password, idempotencyKey: password })),
      )
      expect(results.toSorted()).toEqual(['changed', 'gone'])
      const works = await Promise.all(passwords.map(async (password) => (await subject.signIn('jane@example.com', password)) !== undefined))
      expect(works).toEqual(results.map((result) => result === 'changed'))
    })

    it('says gone for an account that is not there', async () => {
      expect(await setPassword({ accountId: 'no-such-id' })).toBe('gone')
    })

    it('says what keeps the owner out, and nothing of an account that is not there', async () => {
      const { id } = await find('email', 'jane@example.com')
      const look = async () => {
        const answer = await subject.directory.inspect(id)
        return answer.result === 'found' ? answer.condition : undefined
      }
      expect((await look())?.lock).toBeUndefined()
      expect((await look())?.names).toEqual(['j•••@e•••', '••••••42', 'j•••'])
      await subject.lock(id, 'operator')
      expect((await look())?.lock?.cause).toBe('operator')
      expect(await subject.directory.inspect('no-such-id')).toEqual({ result: 'none' })
    })

    it('lifts the lock that a new password answers, and keeps the one that people set', async () => {
      const { id } = await find('email', 'jane@example.com')
      await subject.lock(id, 'too-many-sign-ins')
      expect((await find('email', 'jane@example.com')).lock?.cause).toBe('too-many-sign-ins')
      expect(await setPassword()).toBe('changed')
      expect((await find('email', 'jane@example.com')).lock).toBeUndefined()
      await subject.lock(id, 'operator')
      expect(await setPassword({ password: `${NEW} again`, idempotencyKey: 'key-2' })).toBe('gone')
      expect((await find('email', 'jane@example.com')).lock?.cause).toBe('operator')
    })
  })
}
