/** Brings accounts in from a file, a million lines as well as ten: in batches that say in their own commit how far the file is read. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { record } from '../../audit/record.ts'
import type { Database, Tx } from '../../db/database.ts'
import { meta } from '../../db/schema.ts'
import { isThere } from '../../realms/is-there.ts'
import type { Realm } from '../../realms/realm.ts'
import type { Clock } from '../../security/clock.ts'
import { describeIssue } from '../../security/describe-issue.ts'
import type { Keys } from '../../security/keys.ts'
import { parseStrictly } from '../../security/parse-strictly.ts'
import type { PasswordHasher } from '../../security/password-hash.ts'
import { ProblemError } from '../../security/problem.ts'
import { isFrozen } from '../../undo/capsule.ts'
import { AccountBodySchema, AccountIdSchema } from '../account-body.ts'
import { putAccount, readBody } from '../put-account.ts'
import type { ReadAccount } from './put-new-accounts.ts'
import { knownAccounts, ownersOf, putNewAccounts } from './put-new-accounts.ts'
import type { Line } from './read-lines.ts'
import { readLines } from './read-lines.ts'

const LineSchema = v.strictObject({ accountId: AccountIdSchema, ...AccountBodySchema.entries })

export interface Refusal {
  line: number
  /** Which place and why; never the value. */
  reason: string
}

const StateSchema = v.strictObject({ bytes: v.number(), lines: v.number(), created: v.number(), changed: v.number(), refused: v.number() })
export type ImportState = v.InferOutput<typeof StateSchema>

export interface ImportNeeds {
  db: Database
  clock: Clock
  keys: Keys
  hasher: PasswordHasher
}

export interface ImportAccounts {
  file: string
  realm: Realm
  onRefused(refusal: Refusal): void
  onProgress(state: ImportState, size: number): void
  /** Ends after the batch in hand; a later run goes on from there. */
  signal: AbortSignal
}

/** A commit's worth: long enough to be fast, short enough that a server beside it hardly waits for the lock. */
const LINES_AT_ONCE = 500
/** Passwords in the clear cost 26 ms each: a batch must not take a minute. */
const HASHES_AT_ONCE = 64

/** `resumed`: an earlier run had read part of this very file. */
export async function importAccounts(
  { file, realm, onRefused, onProgress, signal }: ImportAccounts,
  needs: ImportNeeds,
): Promise<ImportState & { resumed: boolean; finished: boolean }> {
  const { db, clock } = needs
  const { size } = await stat(file)
  const name = `import ${realm.id} ${await digestOf(file)}`
  const [known] = await db.read.select().from(meta).where(eq(meta.name, name))
  let state: ImportState = known
    ? v.parse(StateSchema, JSON.parse(known.value))
    : { bytes: 0, lines: 0, created: 0, changed: 0, refused: 0 }

  async function write(lines: readonly Line[]): Promise<void> {
    const { accounts, refusals } = await readBatch(lines, state.lines, realm, needs.hasher)
    const written = await db.write(async (tx) => {
      if (!(await isThere(tx, realm.id))) throw new Error(`realm ${realm.name} was removed meanwhile`)
      const put = await putBatch(tx, realm, accounts, needs)
      const after = {
        bytes: lines.at(-1)?.end ?? state.bytes,
        lines: state.lines + lines.length,
        created: state.created + put.created,
        changed: state.changed + put.changed,
        refused: state.refused + refusals.length + put.refusals.length,
      }
      const value = JSON.stringify(after)
      await tx.insert(meta).values({ name, value }).onConflictDoUpdate({ target: meta.name, set: { value } })
      const details = { created: put.created, changed: put.changed, line: after.lines }
      await record(tx, { at: clock.now(), name: 'accounts.imported', actor: 'operator', realm: realm.id, details })
      return { after, refusals: put.refusals }
    })
    for (const refusal of [...refusals, ...written.refusals].sort((a, b) => a.line - b.line)) onRefused(refusal)
    state = written.after
    onProgress(state, size)
  }

  let batch: Line[] = []
  let hashes = 0
  for await (const lines of readLines(file, state.bytes)) {
    for (const line of lines) {
      batch.push(line)
      if (line.text?.includes('"password"')) hashes += 1
      if (batch.length < LINES_AT_ONCE && hashes < HASHES_AT_ONCE) continue
      await write(batch)
      ;[batch, hashes] = [[], 0]
      if (signal.aborted) return { ...state, resumed: known !== undefined, finished: false }
    }
  }
  if (batch.length > 0) await write(batch)
  // The same file may be brought in again, from its beginning: with it, changes are undone or repeated.
  await db.write((tx) => tx.delete(meta).where(eq(meta.name, name)))
  return { ...state, resumed: known !== undefined, finished: true }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('base64url')
}

async function readBatch(lines: readonly Line[], before: number, realm: Realm, hasher: PasswordHasher) {
  const refusals: Refusal[] = []
  const accounts: ReadAccount[] = []
  for (const [place, { text }] of lines.entries()) {
    const line = before + place + 1
    if (text?.trim() === '') continue
    const read = readLine(text, realm)
    if (typeof read === 'string') refusals.push({ line, reason: read })
    else accounts.push({ line, ...read })
  }
  await Promise.all(
    accounts.map(async (account) => {
      const { password } = account.body
      if (password === undefined) return
      const hash = await hasher.hash(password.normalize('NFC'))
      if (hash === 'busy') throw new Error('more passwords at once than the hasher takes')
      account.passwordHash = hash
    }),
  )
  return { accounts, refusals }
}

/** The account, or the reason why it is refused. */
function readLine(text: string | undefined, realm: Realm): Omit<ReadAccount, 'line'> | string {
  if (text === undefined) return 'is too long, or not UTF-8'
  try {
    // A byte order mark and Windows' line ends are forgiven.
    const parsed = v.safeParse(LineSchema, parseStrictly(text.replace(/^\uFEFF/, '').trim()))
    if (!parsed.success) return inWords(parsed.issues.map(describeIssue))
    const { accountId: id, ...body } = parsed.output
    return { id, body, passwordHash: body.passwordHash, ...readBody(body, realm) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.extras.errors ? inWords(error.extras.errors) : (error.extras.detail ?? 'is not JSON')
  }
}

const inWords = (errors: readonly { path: string; message: string }[]): string =>
  errors.map(({ path, message }) => `${path || 'the line'}: ${message}`).join('; ')

/** New accounts together, known ones each as the site's back end would write it. */
async function putBatch(tx: Tx, realm: Realm, read: readonly ReadAccount[], { keys, clock }: ImportNeeds) {
  const now = clock.now()
  const refusals: Refusal[] = []
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
  const fresh: ReadAccount[] = []
  const again: ReadAccount[] = []
  for (const account of read) {
    const keysOf = account.names.map(({ kind, value }) => `${kind} ${value}`)
    const taken = keysOf.findIndex((key) => (owners.get(key) ?? account.id) !== account.id)
    if (taken !== -1) {
      refusals.push({ line: account.line, reason: `identifiers.${taken}: belongs to another account` })
      continue
    }
    for (const key of keysOf) owners.set(key, account.id)
    ;(known.has(account.id) ? again : fresh).push(account)
    known.add(account.id)
  }
  await putNewAccounts(tx, realm.id, fresh, { keys, now })
  for (const { id, body, passwordHash, line } of again)
    if (await isFrozen(tx, realm.id, id)) refusals.push({ line, reason: 'is frozen: its owner says that a change was not theirs' })
    else await putAccount(tx, { realm, id, body, ...(passwordHash && { passwordHash }) }, keys, now)
  return { created: fresh.length, changed: again.length, refusals }
}
