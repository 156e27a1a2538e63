/** The hosted page, the script, and the well-known way to them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Deps } from '../deps.ts'
import { escapeHtml } from '../security/escape-html.ts'
import { ProblemError } from '../security/problem.ts'
import type { Api } from './api.ts'
import { siteByKey } from './sites.ts'

// Everything from ourselves, nothing from elsewhere, in nobody's frame.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:start center;padding:clamp(1rem,6vh,4rem) 1rem;box-sizing:border-box;background:light-dark(#f3f4f7,#14161a)}
main{inline-size:100%;max-inline-size:28rem}regain-account{display:block}`

export function pageRoutes({ route }: Api, deps: Deps): void {
  let loaded: Promise<Buffer> | undefined
  route(
    'get',
    '/regain.js',
    {
      part: 'pages',
      summary: 'The widget',
      details: 'One module; it defines `<regain-account>`.',
      replies: { 200: { description: 'The script.', type: 'text/javascript' } },
    },
    async ({ c }) => {
      loaded ??= readFile(createRequire(import.meta.url).resolve('@regain/widget'))
      // Other origins' pages load it: that is what it is for.
      c.header('access-control-allow-origin', '*')
      c.header('cross-origin-resource-policy', 'cross-origin')
      c.header('cache-control', 'public, max-age=300')
      return c.body(new Uint8Array(await loaded), 200, { 'content-type': 'text/javascript; charset=utf-8' })
    },
  )
  route(
    'get',
    '/recover.css',
    { part: 'pages', summary: 'The style of the hosted page', replies: { 200: { description: 'The style sheet.', type: 'text/css' } } },
    async ({ c }) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  )
  route(
    'get',
    '/recover/:siteKey',
    {
      part: 'pages',
      summary: 'The hosted page of a site',
      details: 'For sites that want no script of ours in their own pages.',
      replies: { 200: { description: 'The page.', type: 'text/html' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      const site = await siteByKey(deps, c.req.param('siteKey') ?? '')
      c.header('content-security-policy', POLICY)
      c.header('cache-control', 'no-store')
      return c.html(hostedPage(site.key, site.name))
    },
  )
  // W3C "A Well-Known URL for Changing Passwords": a redirect, never the page itself. Meaningful where one site is served; a site's own host redirects to its own page.
  route(
    'get',
    '/.well-known/change-password',
    {
      part: 'pages',
      summary: 'Where password managers look',
      details: 'Answers where one site is served only; with several, each site’s own host redirects to its page.',
      replies: { 302: { description: 'To the hosted page.' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      const site = await deps.sites.only()
      if (!site) throw new ProblemError('not-found')
      return c.redirect(`/recover/${site.key}`, 302)
    },
  )
}

const hostedPage = (key: string, name: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(name)}</title><link rel="stylesheet" href="/recover.css"><script type="module" src="/regain.js"></script></head>
<body><main><regain-account site="${escapeHtml(key)}"></regain-account><noscript>This page needs JavaScript. Without it, ask the people of ${escapeHtml(name)} for help.</noscript></main></body></html>
`
