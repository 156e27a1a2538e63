/** Builds the package (`index.js` and its parts), then, of the same parts, the script that knows them by their hashes (`regain.js`), and the one for signed-in people. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vite'

const DIST = new URL('dist/', import.meta.url)

/** A language's own helpers (`ar/counted.ts`) are copied into each of its parts: a part that imports another would escape its sum. */
const copiesOfHelpers: Plugin = {
  name: 'copies-of-helpers',
  enforce: 'pre',
  async resolveId(source, importer) {
    const part = /\/languages\/\w+\/(\w+)\.ts$/.exec(importer ?? '')?.[1]
    const helper = part && source.startsWith('./') && (await this.resolve(source, importer, { skipSelf: true }))
    return helper ? `${helper.id}?in=${part}` : undefined
  },
}

/** Templates keep their line breaks and quotes through minification; browsers need none of them. */
const shortTemplates: Plugin = {
  name: 'short-templates',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk')
        chunk.code = chunk.code
          .replace(/>\s*\n\s*(?=[<$])/g, '>')
          .replace(/\s*\n\s*/g, ' ')
          .replace(/ ([\w-]+)="([\w-]+)"(?=[ >])/g, ' $1=$2')
          .replace(/(?<=[\w"}]) \/>/g, '>')
    }
  },
}

/**
 * Our Lit beside the page's own. It takes a Trusted Types policy when it is loaded, by one name, of which a page allows one: where the page's Lit was
 * first, ours takes another name, and where it gets none, it says so when it draws (`drawIn`), instead of breaking the script. And it does not enter
 * itself in the page's list of Lits, which makes them warn of each other.
 */
const litBesideAnother: Plugin = {
  name: 'lit-beside-another',
  transform(code, id) {
    if (!/lit-html[/\\](node[/\\])?lit-html\.js$/.test(id)) return undefined
    return [
      [/(\w+)\.createPolicy\("lit-html",(\{createHTML:(\w+)=>\3\})\)/, 'policyOf($1,$2)'] as const,
      [/,(\w+)=(\w+)\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),\(\2\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'] as const,
    ].reduce((changed, [from, to]) => {
      if (!from.test(changed)) throw new Error(`Lit is another: it has no ${from}`)
      return changed.replace(from, to)
    }, code + POLICY_OF)
  },
}
const POLICY_OF = `;function policyOf(types, rules) {
  for (const name of ['lit-html', 'regain']) try { return types.createPolicy(name, rules) } catch {}
}`

type Manifest = Record<string, { file: string; imports?: string[]; isEntry?: boolean }>

function partFiles(): Record<string, [file: string, sum: string]> {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
  const parts = Object.entries(manifest).filter(([, { isEntry }]) => !isEntry)
  return Object.fromEntries(
    parts.map(([key, { file, imports = [] }]) => {
      // Security: what a part imports is not covered by its sum.
      if (imports.length > 0) throw new Error(`${file} imports ${imports.join(', ')}: nothing would check that`)
      const sum = createHash('sha256')
        .update(readFileSync(new URL(file, DIST)))
        .digest('base64')
      return [partName(key), [file.replace(/^regain\/|\.js$/g, ''), sum]]
    }),
  )
}

/** `src/languages/de/first.ts` is the part `de-first`. */
const partName = (key: string): string => key.replace(/^.*src\/(languages\/)?|\/index\.ts$|\.ts$/g, '').replace('/', '-')

const shared: UserConfig = {
  // Lit for both: its build for servers asks whether there is a document, and is the same for the rest.
  resolve: { conditions: ['node', 'module'] },
  build: {
    target: 'es2022',
    // The first browsers with `light-dark()`, which have nesting, `modulepreload` and constructable style sheets, too.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    cssMinify: 'lightningcss',
  },
}
// Vite leaves whitespace in ES libraries for bundlers to come; these files are what browsers load.
const minified = {
  minify: true,
  comments: false,
  hashCharacters: 'hex',
  chunkFileNames: ({ facadeModuleId }: { facadeModuleId?: string | null }) => `regain/${partName(facadeModuleId ?? '')}-[hash].js`,
} as const

// Core's schemas are valibot's calls, which do nothing but make them.
const treeshake = { manualPureFunctions: ['v'] }

/** One file that a page names, and that knows the parts by their sums. */
const script = (name: string): UserConfig => ({
  ...shared,
  plugins: [litBesideAnother, shortTemplates],
  define: { FILES: JSON.stringify(partFiles()) },
  build: {
    ...shared.build,
    emptyOutDir: false,
    lib: { entry: `src/${name}.ts`, formats: ['es'], fileName: () => `${name}.js` },
    rolldownOptions: { output: minified, treeshake },
  },
})

const parts = (): UserConfig => ({
  ...shared,
  plugins: [litBesideAnother, copiesOfHelpers, shortTemplates],
  build: {
    ...shared.build,
    manifest: true,
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
    rolldownOptions: { output: minified, treeshake },
  },
})

export default defineConfig(({ mode }) => (mode.startsWith('regain') ? script(mode) : parts()))
