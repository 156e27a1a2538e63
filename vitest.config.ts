import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests wait for disks and sockets more than they compute: by itself Vitest would leave a core of a small machine to nobody.
    maxWorkers: 2,
    // The identity provider of the tests reminds its owner, at each start, of what a real one would need.
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
