/**
 * `node packages/server/releases/make.mjs COMMIT RELEASE`: checks that commit out beside the repository, builds it, and stores what later versions are compared with:
 * its contract, its widget as browsers load it, and a database that `RELEASE/fill.ts` filled there, as statements, with the facts that a test needs to continue
 * with it. Each release gets its folder once.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readContract } from '../../../scripts/contract/read-contract.mjs'

const [commit, release] = process.argv.slice(2)
if (!commit || !release) {
  console.error('Usage: node packages/server/releases/make.mjs COMMIT RELEASE')
  process.exit(1)
}
const here = dirname(fileURLToPath(import.meta.url))
const checkout = mkdtempSync(join(tmpdir(), 'regain-release-'))
const keep = (file, value) => writeFileSync(join(here, release, file), gzipSync(JSON.stringify(value), { level: 9 }))
/** By path, as the server serves them. */
const readWidget = (dist) =>
  Object.fromEntries(
    ['regain.js', ...readdirSync(join(dist, 'regain')).map((name) => `regain/${name}`)].map((path) => [
      path,
      readFileSync(join(dist, path), 'utf8'),
    ]),
  )
const run = (command, args, options = {}) => execFileSync(command, args, { stdio: 'inherit', cwd: checkout, ...options })
try {
  run('git', ['worktree', 'add', '--detach', checkout, commit], { cwd: here })
  run('npm', ['ci'])
  run('npm', ['run', 'build'])
  keep('contract.json.gz', await readContract(checkout))
  keep('widget.json.gz', readWidget(join(checkout, 'packages/widget/dist')))
  const folder = join(checkout, 'packages/server/releases', release)
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(here, release, 'fill.ts'), join(folder, 'fill.test.ts'))
  run('npx', ['vitest', 'run', '--project=server', `releases/${release}/fill.test.ts`], {
    env: { ...process.env, RELEASE_FOLDER: join(here, release) },
  })
  run('npx', ['biome', 'format', '--write', join(here, release, 'facts.json')], { cwd: here })
} finally {
  run('git', ['worktree', 'remove', '--force', checkout], { cwd: here })
  rmSync(checkout, { recursive: true, force: true })
}
