#!/usr/bin/env node
/** `regain …`. It exists before anything is built, because npm only links programs that exist when it installs. */
import { existsSync } from 'node:fs'

const program = new URL('../dist/cli.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  console.error('Regain is not built yet: npm run build')
  process.exitCode = 1
}
