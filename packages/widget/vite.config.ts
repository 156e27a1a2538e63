/** Builds the package (`index.js` and its parts), then the script that knows the same parts by their hashes (`regain.js`), and the one for signed-in people. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vite'

const DIST = new URL('dist/', import.meta.url)

/** The helpers of a language (`ar/counted.ts`) are copied into each of its parts: a shared file would not be covered by the hash of a part. */
const copiesOfHelpers: Plugin = {
  name: 'copies-of-helpers',
  enforce: 'pre',
  async resolveId(source, importer) {
    const part = /\/languages\/\w+\/(\w+)\.ts$/.exec(importer ?? '')?.[1]
    const helper = part && source.startsWith('./') && (await this.resolve(source, importer, { skipSelf: true }))
    return helper ? `${helper.id}?in=${part}` : undefined
  },
}

/** Removes line breaks and quotes from templates, which minification keeps and browsers don't need. */
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
 * Lets the widget's Lit live beside the page's own. When Lit loads, it creates a Trusted Types policy, and a page allows each name once. If the page's Lit
 * has the name, ours uses another one. If it gets no policy, it reports that when it draws (`drawIn`), and does not break the script. It also stays out
 * of the page's list of Lit versions, which makes them warn about each other.
 */
const litBesideAnother: Plugin = {
  name: 'lit-beside-another',
  transform(code, id) {
    if (!/lit-html[/\\](node[/\\])?lit-html\.js$/.test(id)) return undefined
    return [
      [/(\w+)\.createPolicy\("lit-html",(\{createHTML:(\w+)=>\3\})\)/, 'policyOf($1,$2)'] as const,
      [/,(\w+)=(\w+)\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),\(\2\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'] as const,
    ].reduce((changed, [from, to]) => {
      if (!from.test(changed)) throw new Error(`This version of Lit has no ${from}`)
      return changed.replace(from, to)
    }, code + POLICY_OF)
  },
}
const POLICY_OF = `;function policyOf(types, rules) {
  for (const name of ['lit-html', 'regain']) try { return types.createPolicy(name, rules) } catch {}
}`

type Manifest = Record<string, { file: string; imports?: string[]; isEntry?: boolean }>

function partFiles(): Record<string, [version: string, sum: string]> {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
  const parts = Object.entries(manifest).filter(([, { isEntry }]) => !isEntry)
  return Object.fromEntries(
    parts.map(([key, { file, imports = [] }]) => {
      // Security: the hash of a part does not cover what it imports.
      if (imports.length > 0) throw new Error(`${file} imports ${imports.join(', ')}, which no hash would cover`)
      const sum = createHash('sha256')
        .update(readFileSync(new URL(file, DIST)))
        .digest('base64')
      return [partName(key), [/(\w+)\.js$/.exec(file)?.[1] ?? '', sum]]
    }),
  )
}

/** `src/languages/de/first.ts` is the part `de-first`. */
const partName = (key: string): string => key.replace(/^.*src\/(languages\/)?|\/index\.ts$|\.ts$/g, '').replace('/', '-')

const shared: UserConfig = {
  // Lit's build for servers checks whether there is a document; otherwise it is the same.
  resolve: { conditions: ['node', 'module'] },
  build: {
    target: 'es2022',
    // The first browsers with `light-dark()`. They also have nesting, `modulepreload` and constructable style sheets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    cssMinify: 'lightningcss',
  },
}
// Vite keeps whitespace in ES libraries for later bundlers, but browsers load these files directly.
const minified = {
  minify: true,
  comments: false,
  hashCharacters: 'hex',
  chunkFileNames: ({ facadeModuleId }: { facadeModuleId?: string | null }) => `regain/${partName(facadeModuleId ?? '')}-[hash].js`,
} as const

// Core's schemas are calls of valibot without side effects.
const treeshake = { manualPureFunctions: ['v'] }

/** One script that a page loads, and that knows the parts by their hashes. */
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
