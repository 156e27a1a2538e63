/** Imports lines from a file, as `regain accounts import` does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportAccounts, RemarkOfLine } from '../src/accounts/import/import-accounts.ts'
import { importAccounts } from '../src/accounts/import/import-accounts.ts'
import type { TestWorld } from './open-world.ts'

type How = Partial<Pick<ImportAccounts, 'strict' | 'ifChosenHere'>> & { stopAfterBatches?: number }

/** Objects become JSON; texts stay unchanged. */
export async function importLines(world: TestWorld, lines: readonly unknown[], { stopAfterBatches, ...how }: How = {}) {
  const realm = (await world.deps.sites.byKey(world.site.siteKey))?.realm
  if (!realm) throw new Error('no realm')
  const folder = mkdtempSync(join(tmpdir(), 'regain-import-'))
  const file = join(folder, 'accounts.ndjson')
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  const refusals: RemarkOfLine[] = []
  const leftOutLines: RemarkOfLine[] = []
  const stopping = new AbortController()
  let batches = 0
  try {
    const result = await importAccounts(
      {
        file,
        realm,
        ...how,
        signal: stopping.signal,
        onRefused: (remark) => refusals.push(remark),
        onLeftOut: (remark) => leftOutLines.push(remark),
        onProgress() {
          batches += 1
          if (batches === stopAfterBatches) stopping.abort()
        },
      },
      world.deps,
    )
    return { ...result, refusals, leftOutLines }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
