/** Files that a command names: one sentence for a file that can't be read or written. */
import { appendFileSync, createWriteStream, openSync, readFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { refuse } from './command.ts'

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return refuse(`${file} cannot be read.`)
  }
}

export function appendText(file: string, text: string): void {
  try {
    appendFileSync(file, text)
  } catch (error) {
    notWritten(file, error)
  }
}

/** Creates a file, readable only by this user. */
export function writeNew(file: string): Writable {
  try {
    return createWriteStream(file, { fd: openSync(file, 'wx', 0o600) })
  } catch (error) {
    return notWritten(file, error)
  }
}

const notWritten = (file: string, error: unknown): never =>
  refuse(
    (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? `${file} already exists: name another file.`
      : `${file} cannot be written: does its folder exist, and is there space?`,
  )
