/** Imports accounts from a file of any length in batches. Each batch commits its position in the file. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import * as v from 'valibot'
import { record } from '../../audit/record.ts'
import type { Database } from '../../db/database.ts'
import { storedJson } from '../../db/stored-value.ts'
import type { Realm } from '../../sites/realm.ts'
import { realmExists } from '../../sites/realm-exists.ts'
import type { ChosenHere } from '../given-password.ts'
import type { BatchNeeds } from './put-batch.ts'
import { putBatch, readBatch } from './put-batch.ts'
import type { Remark } from './read-account-line.ts'
import type { Line } from './read-lines.ts'
import { readLines } from './read-lines.ts'

export interface RemarkOfLine extends Remark {
  line: number
}

const tally = v.optional(v.record(v.string(), v.number()), {})
const StateSchema = v.strictObject({
  bytes: v.number(),
  lines: v.number(),
  created: v.number(),
  changed: v.number(),
  refused: v.number(),
  /** Passwords of the file that were left out, because the account's owner chose another one here. */
  passwordsKept: v.optional(v.number(), 0),
  /** Values left out, by property. */
  leftOut: tally,
  /** Accounts imported without their hash, by its form: these people have to recover. */
  withoutPassword: tally,
})
export type ImportState = v.InferOutput<typeof StateSchema>
const NOTHING_YET = v.parse(StateSchema, { bytes: 0, lines: 0, created: 0, changed: 0, refused: 0 })

export interface ImportAccounts {
  file: string
  realm: Realm
  /** Refuses every line with any error. */
  strict?: boolean
  /** Absent: `keep`. */
  ifChosenHere?: ChosenHere
  onRefused(remark: RemarkOfLine): void
  /** Called for a value that was left out, although its account was imported. `form`: it is a hash in a form that can't be verified. */
  onLeftOut(remark: RemarkOfLine, form?: string): void
  onProgress(state: ImportState, size: number): void
  /** Ends after the current batch; a later run continues there. */
  signal: AbortSignal
}

/** Rows of a commit: enough to be fast, few enough that a server on the same database hardly waits for the lock. */
const LINES_AT_ONCE = 500
/** Passwords in the clear cost 26 ms each, and a batch must not take a minute. */
const HASHES_AT_ONCE = 64

/** `resumed`: an earlier run had read part of the same file. */
export async function importAccounts(
  { file, realm, strict = false, ifChosenHere = 'keep', onRefused, onLeftOut, onProgress, signal }: ImportAccounts,
  needs: BatchNeeds & { db: Database },
): Promise<ImportState & { resumed: boolean; finished: boolean }> {
  const { db, clock } = needs
  const { size } = await stat(file)
  // With other options it is another import, and starts again: its choices must apply to every line.
  const name = `import ${realm.id} ${await digestOf(file)}${strict ? ' strict' : ''}${ifChosenHere === 'replace' ? ' replace' : ''}`
  const progress = storedJson(name, (json) => v.parse(StateSchema, json))
  const known = await progress.read(db.read)
  let state: ImportState = known ?? NOTHING_YET

  async function write(lines: readonly Line[]): Promise<void> {
    const { accounts, refused } = await readBatch(lines, { before: state.lines, realm, strict }, needs)
    const written = await db.write(async (tx) => {
      if (!(await realmExists(tx, realm.id))) throw new Error(`realm ${realm.name} was removed meanwhile`)
      const put = await putBatch(tx, { realm, read: accounts, strict, ifChosenHere }, needs)
      const after = {
        bytes: lines.at(-1)?.end ?? state.bytes,
        lines: state.lines + lines.length,
        created: state.created + put.created,
        changed: state.changed + put.changed,
        refused: state.refused + refused.length + put.refused.length,
        passwordsKept: state.passwordsKept + put.passwordsKept,
        leftOut: sum(
          state.leftOut,
          put.leftOut.map(({ remark }) => remark.property.replace(/\.\d+/g, '')),
        ),
        withoutPassword: sum(state.withoutPassword, put.withoutPassword),
      }
      await progress.write(tx, after)
      const details = { created: put.created, changed: put.changed, line: after.lines }
      await record(tx, { at: clock.now(), name: 'accounts.imported', actor: 'operator', realm: realm.id, details })
      return { after, ...put }
    })
    for (const { line, remarks } of [...refused, ...written.refused].sort((a, b) => a.line - b.line))
      for (const remark of remarks) onRefused({ line, ...remark })
    for (const { line, remark, form } of written.leftOut) onLeftOut({ line, ...remark }, form)
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
  // Importing the same file again from its beginning is allowed, to undo or repeat changes.
  await db.write((tx) => progress.remove(tx))
  return { ...state, resumed: known !== undefined, finished: true }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('base64url')
}

function sum(counts: Record<string, number>, more: readonly string[]): Record<string, number> {
  const all = { ...counts }
  for (const name of more) all[name] = (all[name] ?? 0) + 1
  return all
}
