/** Where a benchmark keeps its databases while it runs; never in the repository. */
import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'

/** On a real disk, whose syncs are part of what is measured. */
export const diskFolder = (): string => mkdtempSync(join(tmpdir(), 'regain-bench-'))

/** In memory, where there is such a place: without the disk's own moods the smallest difference shows, so the test is stricter. */
export function quietFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    return mkdtempSync(join(MEMORY, 'regain-bench-'))
  } catch {
    return diskFolder()
  }
}
