#!/usr/bin/env node
/** `regain …`: here before anything is built, because npm links a program when it installs, and one that is not there yet never. */
import { existsSync } from 'node:fs'

const program = new URL('../dist/cli.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  console.error('Regain is not built yet: npm run build')
  process.exitCode = 1
}
