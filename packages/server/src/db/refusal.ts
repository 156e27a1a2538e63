/** Says in one sentence why a database can't be used at the start, and how to fix it. */
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserFacingError } from '../problems/user-facing-error.ts'
import type { DatabaseSettings } from './connect.ts'
import { databaseFault, isRemote } from './connect.ts'

/** This program can't use the database. `message` says how to fix it. */
export class DatabaseRefused extends UserFacingError {
  override name = 'DatabaseRefused'
}

/** Returns the fault itself if the database did not cause it. */
export function refusalOf(error: unknown, settings: DatabaseSettings): unknown {
  if (error instanceof DatabaseRefused) return error
  const sentence = isRemote(settings) ? remoteSentence(error) : fileSentence(error, settings.url.slice('file:'.length))
  return sentence === undefined ? error : new DatabaseRefused(sentence, { cause: error })
}

function remoteSentence(error: unknown): string | undefined {
  if (/\b40[13]\b|unauthorized|AUTH_/i.test(textOf(error))) return 'The libSQL server refuses the token: check REGAIN_DATABASE_TOKEN.'
  return databaseFault(error) && 'The libSQL server does not answer: is it running, and is REGAIN_DATABASE_URL right?'
}

function fileSentence(error: unknown, path: string): string | undefined {
  const text = textOf(error)
  const named = `REGAIN_DATABASE_URL names ${path}`
  // If the file could not even be opened, the driver gives only a number; 14 is SQLITE_CANTOPEN.
  if (/CANTOPEN|Unable to open/.test(text)) return `${named}, ${whyNotOpened(path)}`
  if (/SQLITE_READONLY/.test(text)) return `${named}, which is read-only: give this user the right to write the file and its folder.`
  if (/SQLITE_FULL/.test(text)) return `${named}, whose disk is full: make room, then start again.`
  if (/SQLITE_IOERR/.test(text)) return `${named}, whose disk cannot be written: it is full, limited or failing.`
  if (/SQLITE_(NOTADB|CORRUPT)/.test(text))
    return `${named}, which is not a database, or is damaged: name another file, or restore a backup.`
  if (databaseFault(error) === 'busy') return `${named}, which another program holds locked: end that one, then start again.`
  return undefined
}

function whyNotOpened(path: string): string {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (kind?.isDirectory()) return 'which is a folder: name a file in it.'
  if (!kind && !statSync(dirname(path), { throwIfNoEntry: false })) return 'in a folder that does not exist: create it first.'
  return 'which cannot be opened: give this user the right to read and write the file and its folder.'
}

function textOf(error: unknown): string {
  const parts: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) parts.push('code' in cause ? `${cause.code}` : '', cause.message)
  return parts.join(' ')
}
