/** The version of this Regain. */
import { readFileSync } from 'node:fs'

// Works from src/settings, dist/settings and dist/program.
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
