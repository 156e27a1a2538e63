/** `npm run screens`: draws every screen into docs/screens, and a page to look at them all; `-- links ways` for those files of e2e/screens only. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { root, run } from './run.mjs'

const folder = join(root, 'docs', 'screens')
const VARIANTS = ['desktop', 'phone', 'phone-arabic']
const SCHEMES = ['light', 'dark', 'forced']
const asked = process.argv.slice(2)

await prepare()
if (asked.length === 0) rmSync(folder, { recursive: true, force: true })
const status = await run(
  join('node_modules', '.bin', 'playwright'),
  ['test', '--config=e2e/screens.config.ts', '--reporter=list', ...asked],
  await findBrowsers(),
)

const drawn = new Set(readdirSync(folder).filter((file) => file.endsWith('.webp')))
const screens = [...new Set([...drawn].map((file) => file.replace(/-(desktop|phone|phone-arabic)-(light|dark|forced)\.webp$/, '')))].sort()
const columns = VARIANTS.flatMap((variant) =>
  SCHEMES.map((scheme) => ({ title: `${variant}, ${scheme}`, end: `-${variant}-${scheme}.webp` })),
).filter(({ end }) => [...drawn].some((file) => file.endsWith(end)))
const cell = (screen, { title, end }) =>
  drawn.has(screen + end) ? `<img src="${screen + end}" alt="${screen}, ${title}" width="180">` : ''
writeFileSync(
  join(folder, 'README.md'),
  `# Every screen

Drawn by \`npm run screens\` in a real browser, from the real server, mail and text messages.

| | ${columns.map(({ title }) => title).join(' | ')} |
|---|${columns.map(() => '---').join('|')}|
${screens.map((screen) => `| ${screen.replaceAll('-', ' ')} | ${columns.map((column) => cell(screen, column)).join(' | ')} |`).join('\n')}
`,
)
process.exit(status)
