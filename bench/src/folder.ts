/** The folder in which a benchmark keeps its databases while it runs, outside of the repository. */
import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'

/** On a real disk, whose syncs are part of what is measured. */
export const diskFolder = (): string => mkdtempSync(join(tmpdir(), 'regain-bench-'))

/** In memory, if possible: without the variation of a disk the smallest difference shows, so the test is stricter. */
export function quietFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    return mkdtempSync(join(MEMORY, 'regain-bench-'))
  } catch {
    return diskFolder()
  }
}
