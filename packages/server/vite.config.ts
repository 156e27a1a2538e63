/**
 * Bundles the program into `dist/program/`, with its dependencies: a process then reads 30 files at its start, not 1,241 (ADR 1721).
 * `tsc` has written the types and the modules one by one, which benchmarks and `npm run count-files` use.
 */
import { defineConfig } from 'vite'

/** Packages with parts that no bundle can hold: binaries, and a font beside its code. */
const external = ['libsql', '@node-rs/argon2', '@node-rs/bcrypt', '@resvg/resvg-js', 'svg-captcha']

export default defineConfig({
  // Packages are read as Node reads them.
  resolve: { mainFields: [] },
  ssr: { noExternal: true, external, resolve: { conditions: ['node'] } },
  build: {
    ssr: true,
    // Two folders below the package, as `src/db` is: the paths to `migrations/`, `assets/` and `package.json` are the same.
    outDir: 'dist/program',
    target: 'node20',
    // A stack names our functions as they are. `node --enable-source-maps` shows our files and lines, too.
    minify: false,
    sourcemap: true,
    license: { fileName: 'licenses.txt' },
    rolldownOptions: {
      input: { cli: 'src/cli.ts', index: 'src/index.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        comments: false,
        // V8 keeps a text in two bytes a character when one of them needs two.
        charset: 'ascii',
        sourcemapExcludeSources: true,
      },
    },
  },
})
