/** Exports events in bulk: with a second operator's approval, and logged before the first line is written. */
import type { ExportJob, Exports, WhatToExport } from '../audit/exports.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { OperatorDeps, SignedIn } from './operator.ts'
import type { Second } from './second-person.ts'
import { needSecondPerson } from './second-person.ts'

export interface ExportRecord {
  what: WhatToExport
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

export async function exportRecord(
  { what, signedIn, second, by }: ExportRecord,
  deps: OperatorDeps & { exports: Exports },
): Promise<ExportJob> {
  const given = Object.entries(what).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  const subject = Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
  await deps.db.write(async (tx) => {
    await needSecondPerson(tx, { action: 'export', subject, signedIn, second, by }, deps)
    await note(tx, 'audit.exported', by, deps.clock.now(), Object.fromEntries(given))
  })
  return deps.exports.begin(what, signedIn.operator.id)
}
