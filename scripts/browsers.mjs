/** Finds the browsers that the journeys run in, or installs them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run } from './run.mjs'

const browsers = {
  CHROMIUM_PATH: { paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'], debian: ['chromium'] },
  FIREFOX_PATH: { paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'], debian: ['firefox-esr'] },
  // Only the engine: `e2e/actors/webkit-window.py` gives it a window on a virtual screen.
  WEBKIT_DRIVER_PATH: {
    paths: ['/usr/bin/WebKitWebDriver'],
    debian: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'gir1.2-gtk-3.0', 'python3-gi', 'xvfb', 'xauth', 'dbus'],
    works: () =>
      existsSync('/usr/bin/xvfb-run') &&
      existsSync('/usr/bin/dbus-run-session') &&
      spawnSync('/usr/bin/python3', ['-c', 'import gi; gi.require_version("WebKit2", "4.1")']).status === 0,
  },
}
// Arabic and Japanese screens need fonts.
const fonts = { path: '/usr/share/fonts/opentype/noto', debian: ['fonts-noto-core', 'fonts-noto-cjk'] }

function found(name) {
  const { paths, works } = browsers[name]
  const path = [process.env[name], ...paths].find((path) => path && existsSync(path))
  return path && (!works || works()) ? path : ''
}

/** Environment for Playwright: the path of each browser; empty if it is missing. Only Chromium is required. */
export async function findBrowsers() {
  const missing = Object.keys(browsers).flatMap((name) => (found(name) ? [] : browsers[name].debian))
  if (!existsSync(fonts.path)) missing.push(...fonts.debian)
  if (missing.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log(`Installing ${missing.join(', ')} (apt-get)…`)
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], quiet)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
  }
  const places = Object.fromEntries(Object.keys(browsers).map((name) => [name, found(name)]))
  if (!places.CHROMIUM_PATH) {
    console.error('The journeys need Chromium: install it, or set CHROMIUM_PATH to where it is.')
    process.exit(1)
  }
  for (const [name, path] of Object.entries(places)) if (!path) console.log(`${name}: not found, so its journeys are left out.`)
  return places
}
