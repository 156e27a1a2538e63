import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests wait for disks and sockets more than they compute, but by default Vitest leaves a core idle on a small machine.
    maxWorkers: 2,
    // At each start, the identity provider of the tests prints what a real one would need.
    onConsoleLog: (text) => !text.includes('oidc-provider'),
    projects: ['packages/core', 'packages/widget', 'packages/server', 'examples/demo', 'scripts', 'bench'].map((folder) => ({
      extends: true as const,
      test: {
        name: folder.split('/').at(-1) ?? folder,
        root: folder,
        include: ['**/*.test.{ts,mjs}'],
        exclude: ['**/dist/**', '**/node_modules/**'],
        ...(folder === 'packages/server' && { globalSetup: 'testing/migrated-sqld.ts' }),
      },
    })),
  },
})
