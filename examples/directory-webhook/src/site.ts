/** A small working site: its own sign-in page and sessions, Regain's widget in two lines, and the receiver of Regain's calls. */
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { createClient } from '@libsql/client'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { receiver } from './receiver.ts'
import type { Users } from './users.ts'
import { openUsers } from './users.ts'

export interface SiteSettings {
  /** 0: any free port. */
  port: number
  /** The database of users, such as `file:users.db`. */
  database: string
  /** `whsec_…`, from `regain realm create`. */
  webhookSecret: string
  /** The origin of Regain's server. */
  regain: string
  /** `pk_…`, from `regain site create`. */
  siteKey: string
}

export interface Site {
  origin: string
  users: Users
  close(): Promise<void>
}

export async function startSite({ port, database, webhookSecret, regain, siteKey }: SiteSettings): Promise<Site> {
  const db = createClient({ url: database })
  const users = await openUsers(db)
  const app = new Hono()
  app.post('/regain', bodyLimit({ maxSize: 16_384 }), receiver(users, webhookSecret))

  const page = (c: Context, title: string, body: unknown, status: 200 | 401 = 200) =>
    c.html(
      html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`,
      status,
    )
  const signInPage = (c: Context, problem = '', status: 200 | 401 = 200) =>
    page(
      c,
      'Sign in',
      html`<p role="alert">${problem}</p><form method="post">
<label>Email, phone or user name <input name="name" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form><p><a href="/forgot">Can’t sign in?</a></p>`,
      status,
    )

  app.get('/', async (c) => {
    const user = await users.signedIn(getCookie(c, 'session') ?? '')
    return user
      ? page(
          c,
          'Welcome back',
          html`<p>You are signed in as ${user.email}.</p><form method="post" action="/sign-out"><button>Sign out</button></form>`,
        )
      : c.redirect('/sign-in')
  })
  app.get('/sign-in', (c) => signInPage(c))
  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    const session = await users.signIn(String(form.name), String(form.password))
    if (!session) return signInPage(c, 'That did not match.', 401)
    setCookie(c, 'session', session, { httpOnly: true, sameSite: 'Lax', path: '/', secure: c.req.url.startsWith('https:') })
    return c.redirect('/')
  })
  app.post('/sign-out', (c) => {
    deleteCookie(c, 'session')
    return c.redirect('/sign-in')
  })
  app.get('/forgot', (c) =>
    page(
      c,
      'Can’t sign in?',
      html`<script type="module" src="${regain}/regain.js"></script>
<regain-account site="${siteKey}"></regain-account>`,
    ),
  )
  app.get('/.well-known/change-password', (c) => c.redirect('/forgot', 302))

  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const at = server.address()
  return {
    origin: `http://localhost:${typeof at === 'object' && at !== null ? at.port : port}`,
    users,
    async close() {
      await new Promise<void>((done) => server.close(() => done()))
      db.close()
    },
  }
}
