/** `npm run screens`: draws every screen anew into docs/screens, and a page to look at them all. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { root, run } from './run.mjs'

const folder = join(root, 'docs', 'screens')
const VARIANTS = ['desktop', 'phone', 'phone-arabic']

await prepare()
rmSync(folder, { recursive: true, force: true })
const status = await run(
  join('node_modules', '.bin', 'playwright'),
  ['test', '--config=e2e/screens.config.ts', '--reporter=list'],
  await findBrowsers(),
)

const drawn = new Set(readdirSync(folder).filter((file) => file.endsWith('.webp')))
const screens = [...new Set([...drawn].map((file) => file.replace(/-(desktop|phone|phone-arabic)-(light|dark)\.webp$/, '')))].sort()
const columns = VARIANTS.flatMap((variant) =>
  ['light', 'dark'].map((scheme) => ({ title: `${variant}, ${scheme}`, end: `-${variant}-${scheme}.webp` })),
)
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
