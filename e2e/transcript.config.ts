/** Records the main journey with a real screen reader: `npm run transcript`. */
import { defineConfig } from '@playwright/test'

export default defineConfig({ testDir: 'transcript', outputDir: '../test-results', workers: 1, timeout: 900_000, retries: 0 })
