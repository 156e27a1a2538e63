/** The version of this Regain. */
import { readFileSync } from 'node:fs'

// Works from src and from dist.
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
