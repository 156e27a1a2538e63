/**
 * `npm run screens`: draws every screen into docs/screens, with an `index.html` to look through them; `-- links ways` draws only those files of e2e/screens.
 * Git ignores pictures that no document shows: docs/screens/.gitignore lists the exceptions.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { root, run } from './run.mjs'

const folder = join(root, 'docs', 'screens')
const VARIANTS = ['desktop', ...Object.keys(JSON.parse(readFileSync(join(root, 'e2e', 'screens', 'phones.json'), 'utf8')))]
const SCHEMES = ['light', 'dark', 'forced']
const end = new RegExp(`-(${VARIANTS.join('|')})-(${SCHEMES.join('|')})\\.webp$`)
const asked = process.argv.slice(2)

await prepare()
const pictures = () => readdirSync(folder).filter((file) => /\.(webp|png)$/.test(file))
// Pictures that are no longer drawn must not stay.
if (asked.length === 0) for (const file of pictures()) rmSync(join(folder, file))
const status = await run(
  join('node_modules', '.bin', 'playwright'),
  ['test', '--config=e2e/screens.config.ts', '--reporter=list', ...asked],
  await findBrowsers(),
)

const drawn = new Set(pictures().filter((file) => file.endsWith('.webp')))
const screens = [...new Set([...drawn].map((file) => file.replace(end, '')))].sort()
const columns = VARIANTS.flatMap((variant) =>
  SCHEMES.map((scheme) => ({ title: `${variant}, ${scheme}`, end: `-${variant}-${scheme}.webp` })),
).filter(({ end }) => [...drawn].some((file) => file.endsWith(end)))
const cell = (screen, { title, end }) =>
  `<td>${drawn.has(screen + end) ? `<a href="${screen + end}"><img src="${screen + end}" alt="${screen}, ${title}" width="180" loading="lazy"></a>` : ''}</td>`
const row = (screen) =>
  `<tr><th scope="row">${screen.replaceAll('-', ' ')}</th>${columns.map((column) => cell(screen, column)).join('')}</tr>`
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Every screen</title>
<h1>Every screen</h1><p>Drawn by <code>npm run screens</code> in a real browser, from the real server, mail and text messages.</p>
<table><tr><th scope="col">Screen</th>${columns.map(({ title }) => `<th scope="col">${title}</th>`).join('')}</tr>
${screens.map(row).join('\n')}
</table></html>
`,
)
process.exit(status)
