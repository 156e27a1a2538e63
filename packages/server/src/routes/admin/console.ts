/** Serves the console: the files of its build, and for every other path under `/admin` its one page, which reads the path itself. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname, join, relative, sep } from 'node:path'
import type { Context, Hono, Next } from 'hono'
import { ProblemError } from '../../security/problem.ts'
import type { Env } from '../env.ts'

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
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

export interface Build {
  /** By path below `/admin/`. */
  files: ReadonlyMap<string, File>
  page: File
  policy: string
}

const PAGE = 'index.html'

/** Read once and kept: a path that is not in the map does not exist, so none can lead out of the folder. */
export async function readBuild(folder: string): Promise<Build | undefined> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, File>()
  for (const entry of names.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name)
    const bytes = new Uint8Array(await readFile(file))
    files.set(relative(folder, file).split(sep).join('/'), { bytes, type: TYPES[extname(entry.name)] ?? 'application/octet-stream' })
  }
  const page = files.get(PAGE)
  return page && { files, page, policy: policyFor(Buffer.from(page.bytes).toString('utf8')) }
}

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/** Everything from ourselves, in nobody's frame; of inline scripts only those that the build wrote, by their hash. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self'",
    // SvelteKit hides its announcer of page titles by a style attribute: this one, and no other.
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

/** Next to the widget, as a package of its own; where it is not installed or not built, nothing is found. */
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

export function consolePages(app: Hono<Env>, folder: string | undefined = builtFolder()): void {
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
    // A file that is gone with an older build must not be answered with a page.
    if (!file && path.startsWith('_app/')) throw new ProblemError('not-found')
    const { bytes, type } = file ?? build.page
    if (type.startsWith('text/html')) c.header('content-security-policy', build.policy)
    // What the bundler named after its contents never changes.
    c.header('cache-control', path.startsWith('_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(bytes, 200, { 'content-type': type })
  }
  app.get('/admin', serve)
  app.get('/admin/*', serve)
}
