/** What `packages/server/releases/make.mjs` stored of each release. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from '../run.mjs'

const folder = join(root, 'packages/server/releases')

/** The contract of the last release, with its number: `{ release: '0.1', contract }`. */
export function readLastRelease() {
  const kept = (name) => join(folder, name, 'contract.json.gz')
  const release = readdirSync(folder)
    .filter((name) => existsSync(kept(name)))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .at(-1)
  return { release, contract: JSON.parse(gunzipSync(readFileSync(kept(release))).toString()) }
}
