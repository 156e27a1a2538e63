/** Installs and builds what is missing, and says what it does. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const run = (root, command, args) => {
  const ran = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' } })
  if (ran.status !== 0) {
    console.error(`"${command} ${args.join(' ')}" did not work: see above.`)
    process.exit(1)
  }
}

export function prepare(root) {
  if (!existsSync(join(root, 'node_modules', '.bin', 'turbo'))) {
    console.log('Installing what the project needs (npm ci)…')
    run(root, 'npm', ['ci', '--no-audit', '--no-fund'])
  }
  console.log('Building…')
  run(root, join(root, 'node_modules', '.bin', 'turbo'), ['run', 'build', '--output-logs=errors-only'])
}
