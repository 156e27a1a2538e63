/** Serves the console: the files of its build, and its single page for every other path under `/admin`; that page reads the path itself. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname, join, relative, sep } from 'node:path'
import type { Context, Hono, Next } from 'hono'
import { chooseEncoding } from '../http/encoding.ts'
import type { Env } from '../http/env.ts'
import { ProblemError } from '../problems/problem.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface File {
  plain: Uint8Array<ArrayBuffer>
  /** Precompressed by the build, for some files. */
  br?: Uint8Array<ArrayBuffer>
  gzip?: Uint8Array<ArrayBuffer>
  type: string
}

export interface Build {
  /** By path below `/admin/`. */
  files: ReadonlyMap<string, File>
  page: File
  policy: string
  /** By the first part of the path: what its page needs first. */
  rooms: Readonly<Record<string, Room>>
}

interface Room {
  files: readonly string[]
  /** Routes of the API with their query, such as `GET /overview?days=7`. */
  calls: readonly string[]
}

/** Whether the browser's session may call a route of the API. */
export type MayCall = (c: Context) => Promise<(route: string) => boolean>

const PAGE = 'index.html'
const ROOMS = '_app/rooms.json'

/** Read once and cached. A path that is not in the map does not exist, so no path leads out of the folder. */
async function readBuild(folder: string): Promise<Build | undefined> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = names.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const read = async (path: string) => (paths.includes(path) ? new Uint8Array(await readFile(path)) : undefined)
  const files = new Map<string, File>()
  for (const path of paths.filter((one) => !/\.(br|gz)$/.test(one))) {
    const [plain = new Uint8Array(), br, gzip] = await Promise.all([read(path), read(`${path}.br`), read(`${path}.gz`)])
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    files.set(relative(folder, path).split(sep).join('/'), { plain, ...(br && { br }), ...(gzip && { gzip }), type })
  }
  const page = files.get(PAGE)
  return page && { files, page, policy: policyFor(textOf(page)), rooms: roomsOf(files.get(ROOMS)) }
}

const textOf = ({ plain }: File): string => Buffer.from(plain).toString('utf8')

const roomsOf = (list: File | undefined): Build['rooms'] => (list ? JSON.parse(textOf(list)) : {})

/** The header `Link` (RFC 8288) of a page: the browser requests at once everything that it would otherwise find one after the other. */
const linkOf = (files: readonly string[], calls: readonly string[]): string =>
  [
    ...files.map((file) => `</admin/${file}>; rel=${file.endsWith('.css') ? 'preload; as=style; crossorigin' : 'modulepreload'}`),
    ...calls.map((call) => `</admin/api${call.replace('GET ', '')}>; rel=preload; as=fetch; crossorigin`),
  ].join(', ')

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/** Only our own content, never framed; of inline scripts only those of the build, by their hash. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self'",
    // SvelteKit hides its announcer of page titles with an inline style: only this one is allowed.
    "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The console is a package of its own. If it is not installed or not built, there are no files. */
function builtFolder(): string | undefined {
  try {
    return join(createRequire(import.meta.url).resolve('@regain/admin/package.json'), '..', 'build')
  } catch {
    return undefined
  }
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Regain</title>
<h1>The console is not built</h1><p>Run <code>npm run build</code>, then start the server again.</p></html>
`

/** A page with a query, or below a room, makes other calls. Then only the calls of every room are known. */
const callsOf = (path: string, url: string, { rooms }: Build): readonly string[] =>
  rooms[path.includes('/') || url.includes('?') ? '' : path]?.calls ?? []

/** If the database can't be read, the page is served without calls, and shows the fault itself. */
async function permitted(c: Context, calls: readonly string[], mayCall: MayCall): Promise<string[]> {
  const may = await mayCall(c).catch(() => () => false)
  return calls.filter((call) => may(call.replace(/\?.*$/, '')))
}

export function consolePages(app: Hono<Env>, mayCall: MayCall, folder: string | undefined = builtFolder()): void {
  let reading: Promise<Build | undefined> | undefined
  const serve = async (c: Context, next: Next): Promise<Response | undefined> => {
    const path = c.req.path.replace(/^\/admin\/?/, '')
    if (path.startsWith('api/')) {
      await next()
      return undefined
    }
    reading ??= folder === undefined ? Promise.resolve(undefined) : readBuild(folder)
    const build = await reading
    c.header('cross-origin-resource-policy', 'same-origin')
    if (!build) {
      reading = undefined
      return c.html(NOT_BUILT, 503, { 'cache-control': 'no-store' })
    }
    const file = build.files.get(path)
    // A missing file of an older build must get a 404, not the page.
    if (!file && path.startsWith('_app/')) throw new ProblemError('not-found')
    const { type, ...given } = file ?? build.page
    const encoding = chooseEncoding(c.req.header('accept-encoding'))
    const body = encoding && given[encoding]
    if (body) c.header('content-encoding', encoding)
    c.header('vary', 'accept-encoding')
    if (type.startsWith('text/html')) c.header('content-security-policy', build.policy)
    const room = file ? undefined : build.rooms[path.split('/')[0] ?? '']
    if (room) c.header('link', linkOf(room.files, await permitted(c, callsOf(path, c.req.url, build), mayCall)))
    // File names with a content hash never change their content.
    c.header('cache-control', path.startsWith('_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(body ?? given.plain, 200, { 'content-type': type })
  }
  app.get('/admin', serve)
  app.get('/admin/*', serve)
}
