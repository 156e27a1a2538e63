/**
 * `node packages/server/releases/make.mjs COMMIT RELEASE`: checks that commit out beside the repository, runs `RELEASE/fill.ts` there, and keeps the database
 * that it wrote, as statements, with the facts that a test needs to go on with it. Each release gets its folder once; the upgrade test opens all of them.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [commit, release] = process.argv.slice(2)
if (!commit || !release) {
  console.error('Usage: node packages/server/releases/make.mjs COMMIT RELEASE')
  process.exit(1)
}
const here = dirname(fileURLToPath(import.meta.url))
const checkout = mkdtempSync(join(tmpdir(), 'regain-release-'))
const run = (command, args, options = {}) => execFileSync(command, args, { stdio: 'inherit', cwd: checkout, ...options })
try {
  run('git', ['worktree', 'add', '--detach', checkout, commit], { cwd: here })
  run('npm', ['ci'])
  run('npm', ['run', 'build', '--workspace=@regain/core'])
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
