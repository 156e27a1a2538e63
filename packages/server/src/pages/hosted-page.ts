/** Serves the hosted page, the well-known redirect to it, and the script. */
import type { Brand, Language } from '@regain/core'
import { brandCss, languages } from '@regain/core'
import type { Context } from 'hono'
import { escapeHtml } from '../formats/escape-html.ts'
import type { Api } from '../http/api.ts'
import { siteByKey } from '../http/env.ts'
import { siteUrlOf } from '../outbox/message.ts'
import { ProblemError } from '../problems/problem.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { scriptAddress, widgetRoutes } from './widget-files.ts'

// Only our own content, never framed. `data:` is for a site's logo, which comes with the page.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"

const STYLE = `:root{color-scheme:light dark}
body{margin:0;min-block-size:100vh;min-block-size:100dvh;box-sizing:border-box;display:grid;justify-items:center;align-content:start;padding:clamp(1rem,9vh,6rem) 1rem 2rem;font:1rem/1.5 system-ui,sans-serif;color:light-dark(#191d26,#f1f3f7);background:light-dark(#f3f4f7,#12151b)}
main{inline-size:100%;max-inline-size:28rem}regain-account{display:block;min-block-size:22rem}
h1{position:absolute;inline-size:1px;block-size:1px;margin:0;overflow:hidden;clip-path:inset(50%)}
header{margin-block-end:1.25rem;text-align:center}header img{max-block-size:4rem;max-inline-size:100%}
noscript{display:block;padding:1.5rem;border-radius:1rem;background:light-dark(#fff,#1b1f27)}@media(max-width:30rem){body{padding:0;background:light-dark(#fff,#1b1f27)}}`

/** The icon of the hosted page: a key. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2450c4"/><g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"><circle cx="12" cy="16" r="5"/><path d="M17 16h9M22 16v4M26 16v3"/></g></svg>`

export function pageRoutes(api: Api, deps: Deps): void {
  const { route } = api
  widgetRoutes(api)
  route(
    'get',
    '/',
    { part: 'pages', summary: 'Redirect to the console', replies: { 302: { description: 'To `/admin`.' } } },
    async ({ c }) => c.redirect('/admin', 302),
  )
  route(
    'get',
    '/recover.css',
    {
      part: 'pages',
      summary: 'The style sheet of the hosted page',
      replies: { 200: { description: 'The style sheet.', type: 'text/css' } },
    },
    async ({ c }) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }),
  )
  route(
    'get',
    '/favicon.svg',
    { part: 'pages', summary: 'The icon', replies: { 200: { description: 'The picture.', type: 'image/svg+xml' } } },
    async ({ c }) => c.body(ICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
  )
  route(
    'get',
    '/recover/:siteKey',
    {
      part: 'pages',
      summary: 'The hosted page of a site',
      details: 'For sites that don’t load Regain’s script in their own pages. In the language of `?locale=`, or of `Accept-Language`.',
      replies: { 200: { description: 'The page.', type: 'text/html' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      return answerHostedPage(c, await siteByKey(deps.sites, c.req.param('siteKey') ?? ''))
    },
  )
  route(
    'get',
    '/recover/:siteKey/brand.css',
    {
      part: 'pages',
      summary: 'The colours of a site',
      details: 'The widget’s custom properties, for the hosted page and any other page.',
      replies: { 200: { description: 'The style sheet.', type: 'text/css' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      const { brand } = await siteByKey(deps.sites, c.req.param('siteKey') ?? '')
      c.header('cross-origin-resource-policy', 'cross-origin')
      return c.body(brandCss(brand), 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' })
    },
  )
  // W3C "A Well-Known URL for Changing Passwords": a redirect, never the page itself. Only if the server has one site; with several, each site redirects from its own host.
  route(
    'get',
    '/.well-known/change-password',
    {
      part: 'pages',
      summary: 'Redirect for password managers',
      details: 'Only if the server has a single site. With several, each site must redirect from its own host.',
      replies: { 302: { description: 'To the hosted page.' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      const site = await deps.sites.only()
      if (!site) throw new ProblemError('not-found')
      c.header('cache-control', 'no-store')
      return c.redirect(`/recover/${site.key}`, 302)
    },
  )
}

/** `at`: the key that the widget starts with; a link's key in place of the site's own. */
export async function answerHostedPage(c: Context, site: Hosted, at = site.key): Promise<Response> {
  c.header('content-security-policy', POLICY)
  c.header('cross-origin-resource-policy', 'same-origin')
  // The site's page contains nothing personal, so a browser may keep it for going back (the widget removes its secrets, see `pagehide` there). A link's token is personal.
  c.header('cache-control', at === site.key ? 'no-cache' : 'no-store')
  c.header('vary', 'accept-language')
  return c.html(hostedPage(site, languageOf(c), at, await scriptAddress()))
}

interface Hosted {
  key: string
  name: string
  origins: readonly string[]
  brand: Brand
}

function hostedPage({ key, name, origins, brand }: Hosted, language: Language, at: string, script: string): string {
  const { messages, pages } = textsFor(language)
  const words = pages.hosted
  const own = siteUrlOf({ origins })
  const home = own ? `<a slot="sign-in" href="${escapeHtml(own)}">${escapeHtml(words.home(name))}</a>` : ''
  const logo = brand.logo ? `<header><img src="${escapeHtml(brand.logo)}" alt=""></header>` : ''
  const colours = brand.accent ? `<link rel="stylesheet" href="/recover/${escapeHtml(key)}/brand.css">` : ''
  return `<!doctype html>
<html lang="${language}" dir="${languages[language]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(messages.codeTitle(name))}</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/recover.css">${colours}<script type="module" src="${script}"></script></head>
<body><main>${logo}<h1>${escapeHtml(messages.codeTitle(name))}</h1><regain-account site="${escapeHtml(at)}">${home}</regain-account><noscript>${escapeHtml(words.noScript(name))}</noscript></main></body></html>
`
}
