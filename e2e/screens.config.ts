/** Draws every screen for docs/screens, in Chromium: `npm run screens`. */
import { defineConfig } from '@playwright/test'
import journeys from './playwright.config.ts'
import type { WorldOptions } from './world/test.ts'

export default defineConfig<object, WorldOptions>({
  ...journeys,
  testDir: 'screens',
  timeout: 300_000,
  projects: journeys.projects?.filter(({ name }) => name === 'chromium') ?? [],
})
