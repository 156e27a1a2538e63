/** `regain accounts …` */
import { and, eq, or } from 'drizzle-orm'
import type { ImportState, RemarkOfLine } from '../accounts/import/import-accounts.ts'
import { importAccounts } from '../accounts/import/import-accounts.ts'
import { createPasswordHasher } from '../crypto/password-hash.ts'
import { realms } from '../db/schema.ts'
import { keepDecoyShape } from '../realms/keep-decoy-shapes.ts'
import { readRealm, whyUnreadable } from '../sites/read-sites.ts'
import { notRemoved } from '../sites/realm-exists.ts'
import { listLostNames } from '../upgrade/list-lost-names.ts'
import { command, group, refuse, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'
import { exitStatus } from './exit-status.ts'
import { showProgress } from './progress.ts'

/** As many lines as a person or a script reads; further ones are only counted. */
const MOST_LISTED = 1000

const bringIn = command({
  name: 'import',
  description:
    'import accounts from a file of JSON lines: {"accountId": "…", "identifiers": […], "destinations": […], "passwordHash": "…"}, else as in PUT /v1/accounts; run it again to continue where it was stopped. A value that cannot be read is left out and named, and its account is taken',
  args: {
    file: { type: 'positional', description: 'the file, one account a line', required: true, valueHint: '.ndjson' },
    realm: { type: 'string', description: 'name or id of the realm', required: true },
    'strict': { type: 'boolean', description: 'refuse a line with anything wrong in it, instead of dropping the one value' },
    'replace-passwords': {
      type: 'boolean',
      description: 'let the file replace passwords that people chose here; by default they are kept, and counted',
    },
  },
  async run({ file, realm: wanted, json, strict = false, 'replace-passwords': replaces = false }) {
    const stopping = new AbortController()
    const onSignal = (): void => {
      if (stopping.signal.aborted) process.exit(exitStatus.interrupted)
      stopping.abort()
    }
    process.on('SIGINT', onSignal)
    try {
      return await withDatabase(async ({ db, clock, keys, seal }) => {
        const [row] = await db.read
          .select()
          .from(realms)
          .where(and(or(eq(realms.name, wanted), eq(realms.id, wanted)), notRemoved))
        const why = row && whyUnreadable(row, seal)
        if (why) refuse(`The realm ${wanted} is shut: ${why}.`)
        const realm = row ? readRealm(row, seal) : refuse(`There is no realm named ${wanted}.`)
        if (realm.webhook) refuse(`The accounts of ${realm.name} are kept by the site itself: there is nothing to import.`)
        const refusals: RemarkOfLine[] = []
        const leftOutLines: RemarkOfLine[] = []
        const forms = new Set<string>()
        const say = ({ line, property, reason }: RemarkOfLine, more = ''): void => {
          const where = property === '' ? '' : `${property}: `
          if (!json) console.error(`${process.stderr.isTTY ? '\r\u001B[K' : ''}line ${line}: ${where}${reason}${more}`)
        }
        const showState = showProgress('bytes')
        const began = performance.now()
        const {
          finished,
          resumed,
          bytes: _,
          ...counts
        } = await importAccounts(
          {
            file,
            realm,
            signal: stopping.signal,
            strict,
            ifChosenHere: replaces ? 'replace' : 'keep',
            onRefused(remark) {
              if (refusals.length < MOST_LISTED) refusals.push(remark)
              say(remark)
            },
            onLeftOut(remark, form) {
              if (leftOutLines.length < MOST_LISTED) leftOutLines.push(remark)
              // A whole file may have hashes of one form: only the first is printed, and the summary counts them.
              if (form === undefined || !forms.has(form)) say(remark, '; left out, the account is taken')
              if (form !== undefined) forms.add(form)
            },
            onProgress: ({ bytes, lines, refused }, size) =>
              showState({ done: bytes, of: size, note: `${lines.toLocaleString('en')} lines, ${refused.toLocaleString('en')} refused` }),
          },
          { db, clock, keys, hasher: createPasswordHasher() },
        ).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR') return refuse(`${file} cannot be read.`)
          throw error
        })
        if (finished) await keepDecoyShape(db, realm.id)
        if (counts.refused > 0) process.exitCode = exitStatus.found
        if (!finished) {
          process.exitCode = exitStatus.interrupted
          console.error(`\nStopped after line ${counts.lines}: run the same command again to go on from there.`)
        }
        const seconds = Math.round((performance.now() - began) / 100) / 10
        return json ? { ...counts, finished, resumed, seconds, refusals, leftOutLines } : { ...inWords(counts), finished, resumed, seconds }
      })
    } finally {
      process.off('SIGINT', onSignal)
    }
  },
})

const lostNamesCommand = command({
  name: 'lost-names',
  description:
    'list names that became equal after an upgrade: the older account kept the name, and the other needs another one (write it with PUT or an import)',
  args: {},
  run: () => withDatabase(async ({ db }) => ({ lostNames: await listLostNames(db.read) })),
})

/** Counts of zero are not printed. */
function inWords({ passwordsKept, leftOut, withoutPassword, ...counts }: Omit<ImportState, 'bytes'>): Record<string, unknown> {
  const lines = (tally: Record<string, number>) => Object.entries(tally).map(([kind, count]) => `${count.toLocaleString('en')} × ${kind}`)
  return {
    ...counts,
    ...(passwordsKept > 0 && { 'passwords chosen here and kept': passwordsKept }),
    ...(Object.keys(leftOut).length > 0 && { 'left out': lines(leftOut) }),
    ...(Object.keys(withoutPassword).length > 0 && { 'imported without a password (these people recover)': lines(withoutPassword) }),
  }
}

export const accounts = group('accounts', descriptions.accounts, {
  import: bringIn,
  'lost-names': lostNamesCommand,
})
