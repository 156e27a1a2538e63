/**
 * What every directory promises, wherever its accounts are. The list knows no test runner: `keepPromise` tries one promise on a directory's real parts,
 * and throws if it is broken.
 */
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { Database } from '../db/database.ts'
import type { Directory, FoundAccount, NewPassword, SetPasswordResult } from './directory.ts'

export interface SubjectAccount {
  email: string
  emailVerified?: boolean
  phone?: string
  handle?: string
  password: string
}

/** A directory, and access to its accounts as their owner has it. */
export interface Subject {
  directory: Directory
  db: Database
  /** False when the owner's own rules refuse it. */
  add(account: SubjectAccount): Promise<boolean>
  changeEmail(accountId: string, email: string): Promise<void>
  lock(accountId: string, cause: 'too-many-sign-ins' | 'operator'): Promise<void>
  /** Signs in as people do. Returns the session, or undefined. */
  signIn(name: string, password: string): Promise<{ isAlive(): Promise<boolean> } | undefined>
  close(): Promise<void>
}

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const jane: SubjectAccount = { email: 'jane@example.com', phone: '+4915112345642', handle: 'jane_doe', password: OLD }

interface Hands {
  subject: Subject
  find(kind: 'email' | 'phone' | 'handle', value: string): Promise<FoundAccount>
  setPassword(change?: Partial<NewPassword>): Promise<Exclude<SetPasswordResult['result'], 'ready'>>
}

export interface DirectoryPromise {
  promise: string
  keep(hands: Hands): Promise<void>
}

/** Each promise gets a directory of its own, with two accounts. */
export async function keepPromise({ keep }: DirectoryPromise, open: () => Promise<Subject>): Promise<void> {
  const subject = await open()
  try {
    await subject.add(jane)
    await subject.add({ email: 'omar@example.com', password: OLD })
    await keep(handsOn(subject))
  } finally {
    await subject.close()
  }
}

function handsOn(subject: Subject): Hands {
  const find: Hands['find'] = async (kind, value) => {
    const found = await subject.directory.find({ kind, value })
    if (found.result !== 'found') throw new Error(found.result)
    return found.account
  }
  return {
    subject,
    find,
    async setPassword(change = {}) {
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
    },
  }
}

const addressesOf = ({ destinations }: FoundAccount): string[] => destinations.map(({ channel, value }) => `${channel} ${value}`)

export const directoryPromises: readonly DirectoryPromise[] = [
  {
    promise: 'finds an account by each of its names, and the same one by its id',
    async keep({ subject, find }) {
      const byEmail = await find('email', 'jane@example.com')
      const names = byEmail.identifiers.map(({ kind, value }) => `${kind} ${value}`)
      deepEqual(names, ['email jane@example.com', 'phone +4915112345642', 'handle jane_doe'])
      equal((await find('phone', '+4915112345642')).id, byEmail.id)
      equal((await find('handle', 'jane_doe')).id, byEmail.id)
      const read = await subject.directory.read(byEmail.id)
      equal(read.result === 'found' && read.account.id, byEmail.id)
      notEqual((await find('email', 'omar@example.com')).id, byEmail.id)
    },
  },
  {
    promise: 'finds its accounts by their canonical names, in whatever spelling their owner stored them',
    async keep({ subject, find }) {
      await subject.add({ email: 'Yuki@Example.COM', handle: 'Live:.cid.Yuki', password: OLD })
      const yuki = await find('email', 'yuki@example.com')
      deepEqual(addressesOf(yuki), ['email yuki@example.com'])
      equal((await find('handle', 'live:.cid.yuki')).id, yuki.id)
    },
  },
  {
    promise: 'finds nothing for an unknown name or id',
    async keep({ subject }) {
      deepEqual(await subject.directory.find({ kind: 'email', value: 'nobody@example.com' }), { result: 'none' })
      deepEqual(await subject.directory.find({ kind: 'handle', value: "' or 1=1 --" }), { result: 'none' })
      deepEqual(await subject.directory.read('no-such-id'), { result: 'none' })
    },
  },
  {
    promise: 'never picks one of two accounts with the same name',
    async keep({ subject, find }) {
      const taken = await subject.add({ email: 'second@example.com', phone: '+4915112345642', password: OLD })
      if (taken) deepEqual(await subject.directory.find({ kind: 'phone', value: '+4915112345642' }), { result: 'none' })
      else equal((await find('phone', '+4915112345642')).id, (await find('email', 'jane@example.com')).id)
    },
  },
  {
    promise: 'returns the addresses in the order of their owner, and which of them are verified',
    async keep({ subject, find }) {
      await subject.add({ email: 'dora@example.com', emailVerified: false, password: OLD })
      const dora = await find('email', 'dora@example.com')
      deepEqual(addressesOf(dora), ['email dora@example.com'])
      equal(dora.destinations[0]?.verified, false)
      const [first] = (await find('email', 'jane@example.com')).destinations
      equal(first?.channel, 'email')
      equal(first.verified, true)
    },
  },
  {
    promise: 'sets a password that works at once with every name, and invalidates the old one',
    async keep({ subject, setPassword }) {
      equal(await setPassword(), 'changed')
      notEqual(await subject.signIn('jane@example.com', NEW), undefined)
      notEqual(await subject.signIn('jane_doe', NEW), undefined)
      equal(await subject.signIn('jane@example.com', OLD), undefined)
      notEqual(await subject.signIn('omar@example.com', OLD), undefined)
    },
  },
  {
    promise: 'accepts a password in every Unicode form of it',
    async keep({ subject, setPassword }) {
      equal(await setPassword({ password: 'trockene Gr\u00fc\u00dfe aus M\u00fcnchen' }), 'changed')
      notEqual(await subject.signIn('jane@example.com', 'trockene Gru\u0308\u00dfe aus Mu\u0308nchen'), undefined)
    },
  },
  {
    promise: 'ends every session of the account, and no one else’s',
    async keep({ subject, setPassword }) {
      const sessions = [await subject.signIn('jane@example.com', OLD), await subject.signIn('jane_doe', OLD)]
      const other = await subject.signIn('omar@example.com', OLD)
      deepEqual(await Promise.all(sessions.map((session) => session?.isAlive())), [true, true])
      await setPassword()
      deepEqual(await Promise.all(sessions.map((session) => session?.isAlive())), [false, false])
      equal(await other?.isAlive(), true)
    },
  },
  {
    promise: 'raises the generation with a new password and with a changed address',
    async keep({ subject, find, setPassword }) {
      const before = await find('email', 'jane@example.com')
      await setPassword()
      const between = await find('email', 'jane@example.com')
      ok(between.generation > before.generation)
      await subject.changeEmail(before.id, 'jane@new.example')
      ok((await find('email', 'jane@new.example')).generation > between.generation)
    },
  },
  {
    promise: 'changes nothing for a person who was proven before the account changed',
    async keep({ subject, find, setPassword }) {
      const before = await find('email', 'jane@example.com')
      await subject.changeEmail(before.id, 'jane@new.example')
      equal(await setPassword({ accountId: before.id, generation: before.generation }), 'gone')
      equal(await subject.signIn('jane_doe', NEW), undefined)
    },
  },
  {
    promise: 'makes one change if the same one is sent repeatedly, even at the same moment',
    async keep({ subject, find, setPassword }) {
      const { id, generation } = await find('email', 'jane@example.com')
      const results = await Promise.all(Array.from({ length: 10 }, () => setPassword({ accountId: id, generation })))
      ok(results.includes('changed'))
      const after = await find('email', 'jane@example.com')
      equal(after.generation, generation + 1)
      notEqual(await subject.signIn('jane@example.com', NEW), undefined)
      await setPassword({ accountId: id, generation })
      equal((await find('email', 'jane@example.com')).generation, generation + 1)
    },
  },
  {
    promise: 'accepts one of two different passwords for the same proof',
    async keep({ subject, find, setPassword }) {
      const { id, generation } = await find('email', 'jane@example.com')
      const passwords = [`${NEW} one`, `${NEW} two`]
      const results = await Promise.all(
        passwords.map((password) => setPassword({ accountId: id, generation, password, idempotencyKey: password })),
      )
      deepEqual(results.toSorted(), ['changed', 'gone'])
      const works = await Promise.all(passwords.map(async (password) => (await subject.signIn('jane@example.com', password)) !== undefined))
      deepEqual(
        works,
        results.map((result) => result === 'changed'),
      )
    },
  },
  {
    promise: 'says gone for an account that is not there',
    async keep({ setPassword }) {
      equal(await setPassword({ accountId: 'no-such-id' }), 'gone')
    },
  },
  {
    promise: 'says what keeps the owner out, and nothing of an account that is not there',
    async keep({ subject, find }) {
      const { id } = await find('email', 'jane@example.com')
      const look = async () => {
        const answer = await subject.directory.inspect(id)
        return answer.result === 'found' ? answer.condition : undefined
      }
      equal((await look())?.lock, undefined)
      deepEqual((await look())?.names, ['j•••@e•••', '••••••42', 'j•••'])
      await subject.lock(id, 'operator')
      equal((await look())?.lock?.cause, 'operator')
      deepEqual(await subject.directory.inspect('no-such-id'), { result: 'none' })
    },
  },
  {
    promise: 'lifts the lock that a new password answers, and keeps the one that people set',
    async keep({ subject, find, setPassword }) {
      const { id } = await find('email', 'jane@example.com')
      await subject.lock(id, 'too-many-sign-ins')
      equal((await find('email', 'jane@example.com')).lock?.cause, 'too-many-sign-ins')
      equal(await setPassword(), 'changed')
      equal((await find('email', 'jane@example.com')).lock, undefined)
      await subject.lock(id, 'operator')
      equal(await setPassword({ password: `${NEW} again`, idempotencyKey: 'key-2' }), 'gone')
      equal((await find('email', 'jane@example.com')).lock?.cause, 'operator')
    },
  },
]
