/** Finds the browsers that the journeys run in, or installs them. */
import { existsSync } from 'node:fs'
import { run } from './run.mjs'

const browsers = {
  CHROMIUM_PATH: { paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'], debian: 'chromium' },
  FIREFOX_PATH: { paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'], debian: 'firefox-esr' },
}
// Arabic and Japanese screens need letters to draw.
const fonts = { path: '/usr/share/fonts/opentype/noto', debian: ['fonts-noto-core', 'fonts-noto-cjk'] }

const found = ({ paths }, name) => [process.env[name], ...paths].find((path) => path && existsSync(path))

/** Environment for Playwright: where each browser is. */
export async function findBrowsers() {
  const missing = Object.entries(browsers).flatMap(([name, browser]) => (found(browser, name) ? [] : [browser.debian]))
  if (!existsSync(fonts.path)) missing.push(...fonts.debian)
  if (missing.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log(`Installing ${missing.join(', ')} (apt-get)…`)
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], quiet)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
  }
  const places = Object.fromEntries(Object.entries(browsers).map(([name, browser]) => [name, found(browser, name) ?? '']))
  if (!places.CHROMIUM_PATH) {
    console.error('The journeys need Chromium: install it, or set CHROMIUM_PATH to where it is.')
    process.exit(1)
  }
  return places
}
