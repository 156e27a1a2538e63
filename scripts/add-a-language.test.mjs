/** `docs/add-a-language.md`, followed word by word with a made-up language: it appears in the built widget, in an email and on the page behind its link, and no sentence can be left out. */
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLanguage } from './console-tables.mjs'
import { openGuide, stepsOf } from './follow-guide.mjs'
import { root } from './run.mjs'

const { copy, guide, follow, complaints, close } = openGuide('add-a-language.md', ['core', 'server', 'widget'])
afterAll(close)

const widget = join(copy, 'packages/widget')
const languages = join(widget, 'src/languages')
const texts = join(copy, 'packages/server/src/texts')
const steps = stepsOf(guide)
const isName = ({ path }) => path.startsWith('packages/core/')

/** In place of a translation, each sentence gets a mark before its first letter. */
const MARK = 'Ĉ '
const translate = (file) => writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(?<=\s)(['`])(?=[A-Z$])/g, `$1${MARK}`))
const OPERATORS = join(copy, 'packages/core/src/said-to-operators.ts')

/** `node_modules` contains the built core, which doesn't know the new language. */
const WITH_ITS_CORE = `import { mergeConfig } from 'vite'
import config from './vite.config.ts'
const alias = { '@regain/core': new URL('../core/src/index.ts', import.meta.url).pathname }
export default (env) => mergeConfig(config(env), { resolve: { alias } })
`

/** Only these files could lack a language or a sentence. */
const NAMES_LANGUAGES = /\bLanguage\b|Texts\b|Activity\b/

let named
beforeAll(() => {
  for (const step of steps.filter(isName)) follow(step)
  named = complaints(NAMES_LANGUAGES)
  for (const [, from, to] of guide.matchAll(/^ *cp -r (\S+) (\S+)$/gm)) cpSync(join(copy, from), join(copy, to), { recursive: true })
  for (const file of readdirSync(join(languages, 'eo'))) if (file !== 'counted.ts') translate(join(languages, 'eo', file))
  for (const file of readdirSync(join(texts, 'eo'))) translate(join(texts, 'eo', file))
  writeFileSync(OPERATORS, addLanguage(OPERATORS, readFileSync(OPERATORS, 'utf8'), { language: 'eo', mark: MARK }))
  for (const step of steps.filter((one) => !isName(one))) follow(step)
}, 180_000)

test('the compiler demands the language in each list, and is satisfied when the guide was followed', () => {
  const lists = new Set(steps.filter((one) => !isName(one)).map(({ path }) => path))
  expect(lists.size).toBeGreaterThan(3)
  for (const list of lists) expect(named).toContainEqual(expect.stringContaining(list))
  expect(complaints(NAMES_LANGUAGES)).toEqual([])
}, 180_000)

test('the built widget shows it', async () => {
  for (const file of ['core/package.json', 'widget/package.json', 'widget/vite.config.ts'])
    cpSync(join(root, 'packages', file), join(copy, 'packages', file))
  writeFileSync(join(widget, 'with-its-core.ts'), WITH_ITS_CORE)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const mode of ['production', 'regain', 'regain-security'])
    execFileSync('node', [vite, 'build', '--config', 'with-its-core.ts', '--logLevel', 'error', '--mode', mode], { cwd: widget })
  expect((await import(join(copy, 'packages/core/src/languages.ts'))).languageFor('eo-FR')).toBe('eo')
  const dist = join(widget, 'dist')
  const script = readFileSync(join(dist, 'regain.js'), 'utf8')
  const textsOf = async (part) => {
    const file = readdirSync(join(dist, 'regain')).find((name) => name.startsWith(`eo-${part}-`)) ?? ''
    expect(script, 'the script knows the part by its version').toContain(`eo-${part}":[\`${/(\w+)\.js$/.exec(file)?.[1]}\``)
    return (await import(join(dist, 'regain', file))).default
  }
  expect((await textsOf('first')).loading).toMatch(MARK)
  expect((await textsOf('later')).codeTitle).toMatch(MARK)
  expect(script).toContain(`${MARK}Load again`)
  expect(readFileSync(join(dist, 'regain-security.js'), 'utf8')).toContain(`${MARK}Ways back into your account`)
}, 300_000)

test('an email and the page behind its link use it', async () => {
  const vite = await createServer({
    root: copy,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: { '@regain/core': join(copy, 'packages/core/src/index.ts') } },
  })
  const load = (file) => vite.ssrLoadModule(join(copy, 'packages/server/src', file))
  const { writeMail } = await load('outbox/messages/write-mail.ts')
  const { stopLink } = await load('readiness/stop-reminders.ts')
  const { reminderRoutes } = await load('pages/reminders.ts')
  const { createApi } = await load('http/api.ts')
  const { createSeal } = await load('crypto/seal.ts')
  const { deriveKeys } = await load('crypto/keys.ts')
  const { systemChance } = await load('world/chance.ts')

  const seal = createSeal(deriveKeys(systemChance.bytes(32)), 'sealed-column', systemChance)
  const sender = { siteName: 'Shop', siteOrigin: 'https://shop.example', support: {} }
  const stopUrl = stopLink({ site: 'pk_1', account: 'a' }, { origin: 'https://recover.example', seal })
  const mail = writeMail({ kind: 'reminder', channel: 'email', to: 'jane@example.com', locale: 'eo-FR', at: 0, sender, stopUrl })
  expect(mail.subject).toBe(`${MARK}Add another way to recover your Shop account`)
  expect(mail.html).toContain('<html lang="eo" dir="ltr">')

  const app = new Hono()
  const site = { key: 'pk_1', name: 'Shop', brand: {} }
  reminderRoutes(
    createApi(app, async () => undefined),
    { seal, sites: { byKey: async () => site } },
  )
  const page = await (await app.request(stopUrl, { headers: { 'accept-language': 'eo, en;q=0.5' } })).text()
  expect(page).toContain('<html lang="eo" dir="ltr">')
  expect(page).toContain(`<button>${MARK}Unsubscribe</button>`)
  await vite.close()
}, 120_000)

test('the type check names each sentence that is left out', () => {
  const inWidget = { first: 'next', later: 'codeTitle', rare: 'helpTitle', security: 'readyTitle', activity: "'signed-in'" }
  const inServer = { messages: 'approvalIntro', pages: 'unmarked', time: 'justNow' }
  const sentences = [
    ...Object.entries(inWidget).map((one) => [languages, ...one]),
    ...Object.entries(inServer).map((one) => [texts, ...one]),
  ]
  for (const [folder, part, name] of sentences) {
    const file = join(folder, `eo/${part}.ts`)
    const whole = readFileSync(file, 'utf8')
    const without = whole.replace(new RegExp(`^  ${name}: .*\n`, 'm'), '')
    expect(without).not.toBe(whole)
    writeFileSync(file, without)
  }
  const named = complaints(NAMES_LANGUAGES).join('\n')
  for (const [, , name] of sentences) expect(named).toMatch(new RegExp(`Property '"?${name.replaceAll("'", '')}"?' is missing`))
}, 180_000)
