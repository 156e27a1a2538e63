/** A real little shop on an origin of its own: it keeps sessions, asks Regain's server about passwords, and embeds the widget with two lines. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { escapeHtml, page, STYLE } from './page.ts'

export interface ShopSettings {
  port: number
  regain: string
  siteKey: string
  secretKey: string
}

interface Session {
  account: string
  generation: number
}

const GOODS = [
  ['Lantern', 'Burns a whole night', '€ 24'],
  ['Field notebook', 'Stone paper, 120 pages', '€ 9'],
  ['Tin kettle', 'One litre, whistles', '€ 31'],
  ['Wool blanket', 'From the next valley', '€ 78'],
] as const

export async function startShop({ port, regain, siteKey, secretKey }: ShopSettings): Promise<{ close(): Promise<void> }> {
  const sessions = new Map<string, Session>()
  const ask = (path: string, body?: unknown) =>
    fetch(regain + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  /** A session of an older generation is dead: the password was changed since. */
  async function signedIn(c: Context): Promise<Session | undefined> {
    const session = sessions.get(getCookie(c, 'session') ?? '')
    if (!session) return undefined
    const account = (await (await ask(`/v1/accounts/${session.account}`)).json()) as { generation?: number }
    return account.generation === session.generation ? session : undefined
  }

  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header(
      'content-security-policy',
      `default-src 'none'; script-src 'self' ${regain}; style-src 'self'; connect-src 'self' ${regain}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
    )
  })
  const show = (c: Context, title: string, body: string, head = '') => {
    const lang = c.req.query('lang') ?? 'en'
    const languages = ['en', 'de', 'ar', 'ja'].includes(lang) ? lang : 'en'
    return c.html(
      page(title, body, {
        lang: languages,
        head,
        header: '<header><a href="/">Corner Shop</a><a href="/account">Your account</a></header>',
      }),
    )
  }
  app.get('/shop.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css' }))
  app.get('/', (c) =>
    show(
      c,
      'Corner Shop',
      `<h1>Things that last</h1><div class="goods">${GOODS.map(([name, line, price]) => `<article class="card"><h2>${name}</h2><p class="quiet">${line}</p><p>${price}</p></article>`).join('')}</div>`,
    ),
  )
  app.get('/account', async (c) => {
    const session = await signedIn(c)
    return session
      ? show(c, 'Your account', `<h1>Welcome back, ${escapeHtml(session.account)}</h1><div class="card">You are signed in.</div>`)
      : c.redirect('/sign-in')
  })
  const signInPage = (c: Context, problem = '') =>
    show(
      c,
      'Sign in',
      `<div class="card narrow"><h1>Sign in</h1>${problem ? `<p role="alert">${problem}</p>` : ''}<form method="post" action="/sign-in"><label for="identifier">Email, phone number or user name</label><input id="identifier" name="identifier" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required><button>Sign in</button></form><p><a href="/forgot">Can’t sign in?</a></p></div>`,
    )
  app.get('/sign-in', (c) => signInPage(c))
  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    const reply = (await (await ask('/v1/sign-ins', { identifier: String(form.identifier), password: String(form.password) })).json()) as {
      result: string
      accountId: string
      generation: number
    }
    if (reply.result !== 'ok')
      return signInPage(
        c,
        reply.result === 'locked' ? 'There were too many tries. Wait a little, or recover the account.' : 'That did not match.',
      )
    const id = randomBytes(32).toString('base64url')
    sessions.set(id, { account: reply.accountId, generation: reply.generation })
    setCookie(c, 'session', id, { httpOnly: true, sameSite: 'Lax', path: '/' })
    return c.redirect('/account')
  })
  app.get('/forgot', (c) =>
    show(
      c,
      'Can’t sign in?',
      `<div class="narrow"><regain-account site="${siteKey}"></regain-account><p><a href="/sign-in">Back to sign in</a></p></div>`,
      `<script type="module" src="${regain}/regain.js"></script>`,
    ),
  )
  app.get('/.well-known/change-password', (c) => c.redirect('/forgot', 302))

  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  await once(server, 'listening')
  return { close: () => new Promise<void>((done) => server.close(() => done())) }
}
