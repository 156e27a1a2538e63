/** Installs and builds what is missing, and says what it does. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

async function must(command, args) {
  if ((await run(command, args)) === 0) return
  console.error(`"${[command, ...args].join(' ')}" did not work: see above.`)
  process.exit(1)
}

export async function prepare() {
  if (!existsSync(join(root, 'node_modules', '.bin', 'turbo'))) {
    console.log('Installing what the project needs (npm ci)…')
    await must('npm', ['ci', '--no-audit', '--no-fund'])
  }
  console.log('Building…')
  await must(join('node_modules', '.bin', 'turbo'), ['run', 'build', '--output-logs=errors-only'])
}
