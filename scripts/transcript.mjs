/** `npm run transcript`: the main journey with a real screen reader, transcribed as it is heard into docs/screen-reader.md. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { prepare } from './prepare.mjs'
import { run } from './run.mjs'

/** Each program with its Debian package. */
const needed = {
  'orca': 'orca',
  'firefox-esr': 'firefox-esr',
  'Xvfb': 'xvfb',
  'xdotool': 'xdotool',
  'openbox': 'openbox',
  'speech-dispatcher': 'speech-dispatcher',
  'dbus-daemon': 'dbus',
  'dbus-send': 'dbus',
  '/usr/libexec/at-spi-bus-launcher': 'at-spi2-core',
}
const places = (process.env.PATH ?? '').split(delimiter)
const isThere = (program) => (program.startsWith('/') ? existsSync(program) : places.some((place) => existsSync(join(place, program))))
const missing = [
  ...new Set(
    Object.keys(needed)
      .filter((program) => !isThere(program))
      .map((program) => needed[program]),
  ),
]
if (missing.length > 0) {
  console.error(
    `The transcript needs a screen reader and a desktop for it: install ${missing.join(', ')} (apt-get install ${missing.join(' ')}).`,
  )
  process.exit(1)
}
await prepare()
process.exit(await run(join('node_modules', '.bin', 'playwright'), ['test', '--config=e2e/transcript.config.ts', '--reporter=list']))
