/** Counts by hour and by day, and adds the counts to those in the database. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { counts } from '../db/schema.ts'
import type { Step } from '../world/clock.ts'
import { STEP_MS, startOf } from '../world/clock.ts'

const steps = Object.keys(STEP_MS) as Step[]

type Row = [step: Step, start: number, realm: string, measure: string, part: string, count: number]

export interface Tally {
  add(at: number, realm: string, measure: string, part: string): void
  /** Returns the counts and resets them. */
  take(): Row[]
}

export function createTally(): Tally {
  let rows = new Map<string, Row>()
  return {
    add(at, realm, measure, part) {
      for (const step of steps) {
        const key = JSON.stringify([step, startOf(step, at), realm, measure, part])
        const row = rows.get(key) ?? [step, startOf(step, at), realm, measure, part, 0]
        row[5] += 1
        rows.set(key, row)
      }
    },
    take() {
      const taken = [...rows.values()]
      rows = new Map()
      return taken
    },
  }
}

/** One statement for any number of rows. */
export async function addCounts(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(sql`
    INSERT INTO ${counts} (step, start, realm, measure, part, count)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT DO UPDATE SET count = ${counts.count} + excluded.count`)
}
