/** Reads some lines of a file of accounts, and writes them in one transaction. */

import { isFrozen } from '../../changes/capsule.ts'
import type { Tx } from '../../db/database.ts'
import { findLookAlikes, LOOKS_LIKE_ANOTHER } from '../../names/look-alikes.ts'
import type { Realm } from '../../sites/realm.ts'
import type { Clock } from '../../world/clock.ts'
import type { ChosenHere, GivenNeeds } from '../given-password.ts'
import { readGiven, rowOf } from '../given-password.ts'
import { putAccount } from '../put-account.ts'
import type { ReadAccount } from './put-new-accounts.ts'
import { knownAccounts, ownersOf, putNewAccounts } from './put-new-accounts.ts'
import type { Remark } from './read-account-line.ts'
import { readLine } from './read-account-line.ts'
import type { Line } from './read-lines.ts'

export interface BatchNeeds extends GivenNeeds {
  clock: Clock
}

export interface Refused {
  line: number
  remarks: Remark[]
}

interface ReadBatch {
  /** How many lines of the file come before. */
  before: number
  realm: Realm
  strict: boolean
}

export async function readBatch(lines: readonly Line[], { before, realm, strict }: ReadBatch, needs: BatchNeeds) {
  const refused: Refused[] = []
  const accounts: ReadAccount[] = []
  for (const [place, { text }] of lines.entries()) {
    const line = before + place + 1
    if (text?.trim() === '') continue
    const read = readLine(text, realm, strict)
    if (Array.isArray(read)) refused.push({ line, remarks: read })
    else accounts.push({ line, ...read })
  }
  await Promise.all(
    accounts.map(async (account) => {
      const given = await readGiven(realm.id, account.id, account.body, needs)
      if (given === 'busy') throw new Error('the queue of the password hasher is full')
      account.given = given
    }),
  )
  return { accounts, refused }
}

interface PutBatch {
  realm: Realm
  read: readonly ReadAccount[]
  strict: boolean
  ifChosenHere: ChosenHere
}

/** New accounts are written together, existing ones one by one as the site's back end would. */
export async function putBatch(tx: Tx, { realm, read, strict, ifChosenHere }: PutBatch, { keys, clock }: BatchNeeds) {
  const now = clock.now()
  const refused: Refused[] = []
  const known = await knownAccounts(
    tx,
    realm.id,
    read.map(({ id }) => id),
  )
  const owners = await ownersOf(
    tx,
    realm.id,
    read.flatMap(({ names }) => names),
  )
  const looks = await findLookAlikes(tx, realm.id, read)
  const fresh: ReadAccount[] = []
  const again: ReadAccount[] = []
  for (const account of read) {
    const { id, line, leftOut } = account
    const against = account.names.map((name) => {
      const owner = owners.get(`${name.kind} ${name.value}`)
      if (owner === undefined) return looks.areOfAnother(name, id) ? LOOKS_LIKE_ANOTHER : undefined
      return owner === id ? undefined : 'belongs to another account'
    })
    const isOurs = against.map((reason) => reason === undefined)
    const taken = placesInFile(account).flatMap((place, at) => {
      const reason = against[at]
      return reason === undefined ? [] : [{ property: `identifiers.${place}`, reason }]
    })
    if (taken.length > 0 && (strict || taken.length === isOurs.length)) {
      refused.push({ line, remarks: [...leftOut, ...taken] })
      continue
    }
    if (known.has(id) && (await isFrozen(tx, realm.id, id))) {
      refused.push({ line, remarks: [{ property: '', reason: 'is frozen: its owner says that a change was not theirs' }] })
      continue
    }
    const names = account.names.filter((_, at) => isOurs[at])
    for (const name of names) {
      owners.set(`${name.kind} ${name.value}`, id)
      looks.add(name, id)
    }
    const body = { ...account.body, identifiers: account.body.identifiers.filter((_, at) => isOurs[at]) }
    ;(known.has(id) ? again : fresh).push({ ...account, names, body, leftOut: [...leftOut, ...taken] })
    known.add(id)
  }
  await putNewAccounts(tx, realm.id, fresh, { keys, now })
  const withoutPassword = fresh.flatMap(({ unverified }) => unverified ?? [])
  let passwordsKept = 0
  for (const { id, body, given, unverified } of again) {
    const { passwordKept } = await putAccount(tx, { realm, id, body, given, ifChosenHere }, keys, now)
    if (passwordKept) passwordsKept += 1
    if (unverified && (await rowOf(tx, realm.id, id))?.passwordHash == null) withoutPassword.push(unverified)
  }
  const leftOut = [...fresh, ...again]
    .sort((a, b) => a.line - b.line)
    .flatMap(({ line, leftOut, unverified }) =>
      leftOut.map((remark) => ({ line, remark, ...(remark.property === 'passwordHash' && unverified && { form: unverified }) })),
    )
  return { created: fresh.length, changed: again.length, refused, passwordsKept, leftOut, withoutPassword }
}

/** Index in the file's list, which still contains the identifiers that were left out. */
function placesInFile({ names, leftOut }: ReadAccount): number[] {
  const out = new Set(leftOut.map(({ property }) => /^identifiers\.(\d+)/.exec(property)?.[1]))
  return Array.from({ length: names.length + leftOut.length }, (_, place) => place).filter((place) => !out.has(String(place)))
}
