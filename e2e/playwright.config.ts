/** The journeys: all in Chromium; the main one, the discarded tab and the operators' ones also in Firefox; the first two also in WebKit's engine, if it is installed. */
import { defineConfig } from '@playwright/test'
import type { WorldOptions } from './world/test.ts'

const { CHROMIUM_PATH = '/usr/bin/chromium', FIREFOX_PATH = '/usr/bin/firefox-esr', WEBKIT_DRIVER_PATH } = process.env

/** Playwright does not notice when Firefox takes a page out of its back/forward cache. */
const LOADS_ANEW = { 'browser.sessionhistory.max_total_viewers': 0, 'fission.bfcacheInParent': false }

export default defineConfig<object, WorldOptions>({
  testDir: 'journeys',
  outputDir: '../test-results',
  // A test that needs a second try has found something, so it fails here. On CI, where nobody can investigate, it is repeated and listed as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 3,
  // A journey takes seconds; a busy machine may need much longer.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  forbidOnly: true,
  use: { trace: 'retain-on-failure', locale: 'en-GB' },
  projects: [
    {
      name: 'chromium',
      testIgnore: ['saved-password.spec.ts', 'webkit.spec.ts'],
      use: { browserName: 'chromium', launchOptions: { executablePath: CHROMIUM_PATH } },
    },
    // Without a path, this machine has no Firefox, and nothing runs.
    ...(FIREFOX_PATH
      ? [
          {
            name: 'firefox',
            testMatch: ['main.spec.ts', 'saved-password.spec.ts', 'console-password.spec.ts', 'dropped-tab.spec.ts'],
            // Debian's own Firefox, over WebDriver BiDi.
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: FIREFOX_PATH, firefoxUserPrefs: LOADS_ANEW },
            },
          },
        ]
      : []),
    // It brings its own browser: a window with the engine.
    ...(WEBKIT_DRIVER_PATH
      ? [
          {
            name: 'webkit',
            testMatch: 'webkit.spec.ts',
            use: { browserName: 'chromium' as const, launchOptions: { executablePath: CHROMIUM_PATH } },
          },
        ]
      : []),
  ],
})
