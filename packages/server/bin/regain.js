#!/usr/bin/env node
/** `regain …`. It exists before anything is built, because npm only links programs that exist when it installs. */
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const program = new URL('../dist/program/cli.js', import.meta.url)
if (existsSync(program)) {
  // Compiled code is kept between starts (Node 22.1 and newer). Security: in the program's own folder, because a user who can write there can change the
  // program itself; in a shared folder for temporary files others could plant code.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/', import.meta.url)))
  await import(program.href)
} else {
  console.error('Regain is not built yet: npm run build')
  process.exitCode = 1
}
