/** Serves the widget to browsers: the script, and the parts that it loads by their hashes. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Api } from '../http/api.ts'
import { chooseEncoding } from '../http/encoding.ts'
import { ProblemError } from '../problems/problem.ts'

interface WidgetFile {
  etag: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

const FOREVER = 'public, max-age=31536000, immutable'
/** Pages get a new version within five minutes; until then the browser makes no request. Longer would break pages after an update: an old script loads parts that are gone, and does not match a new `integrity`. */
const SHORT = 'public, max-age=300'

let loading: Promise<Map<string, WidgetFile>> | undefined
const files = () => {
  loading ??= readFiles()
  return loading
}

/** The value of `?v=`: enough of the file's hash to change with its content. */
const versionOf = ({ etag }: WidgetFile): string => etag.slice(3, 19)

/** The address of the script on our own pages: browsers need not request it again until it changes. */
export async function scriptAddress(): Promise<string> {
  const script = (await files()).get('regain.js')
  return script ? `/regain.js?v=${versionOf(script)}` : '/regain.js'
}

export function widgetRoutes({ route }: Api): void {
  const give = async (c: Context, path: string, life: string) => {
    const file = (await files()).get(path)
    if (!file) throw new ProblemError('not-found')
    const cache = c.req.query('v') === versionOf(file) ? FOREVER : life
    // Other origins' pages load it: that is its purpose.
    c.header('access-control-allow-origin', '*')
    c.header('cross-origin-resource-policy', 'cross-origin')
    c.header('cache-control', cache)
    c.header('vary', 'accept-encoding')
    c.header('etag', file.etag)
    if (hasAlready(c.req.header('if-none-match'), file.etag)) return c.body(null, 304)
    const encoding = chooseEncoding(c.req.header('accept-encoding'))
    if (encoding) c.header('content-encoding', encoding)
    return c.body(new Uint8Array(file[encoding ?? 'plain']), 200, { 'content-type': 'text/javascript; charset=utf-8' })
  }
  const replies = { 200: { description: 'The script, compressed if the browser accepts it.', type: 'text/javascript' } } as const
  route(
    'get',
    '/regain.js',
    {
      part: 'pages',
      summary: 'The widget',
      details:
        'A module that defines `<regain-account>`. Browsers cache it for five minutes; with `?v=` and the first 16 characters of its `etag`, permanently.',
      replies,
    },
    async ({ c }) => await give(c, 'regain.js', SHORT),
  )
  route(
    'get',
    '/regain-security.js',
    { part: 'pages', summary: 'The element for signed-in people', details: 'A module that defines `<regain-security>`.', replies },
    async ({ c }) => await give(c, 'regain-security.js', SHORT),
  )
  route(
    'get',
    '/regain/:file',
    {
      part: 'pages',
      summary: 'A part of the widget',
      details: 'Its name contains a hash of its content. `regain.js` loads it and checks its SHA-256. A file never changes.',
      replies,
      problems: ['not-found'],
    },
    async ({ c }) => await give(c, `regain/${c.req.param('file')}`, FOREVER),
  )
}

/** Compared weakly with each of a list: a proxy may have made it strong or weak (RFC 9110 13.1.2). */
const hasAlready = (asked: string | undefined, etag: string): boolean =>
  asked?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.replace(/^W\//, '')) ?? false

/** Read and compressed once, with the best compression. Only files in this list are served: no request becomes a path. */
async function readFiles(): Promise<Map<string, WidgetFile>> {
  const dist = dirname(createRequire(import.meta.url).resolve('@regain/widget/regain.js'))
  const paths = ['regain.js', 'regain-security.js', ...(await readdir(join(dist, 'regain'))).map((name) => `regain/${name}`)]
  return new Map(await Promise.all(paths.map(async (path): Promise<[string, WidgetFile]> => [path, await readOne(join(dist, path))])))
}

async function readOne(path: string): Promise<WidgetFile> {
  const plain = await readFile(path)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }),
    promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION }),
  ])
  // Weak, because the compressed forms have the same tag (RFC 9110 8.8.3.3).
  return { etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"`, plain, br, gzip: gz }
}
