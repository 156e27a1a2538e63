/** A small shop on its own origin: it keeps sessions, asks Regain's server about passwords, and embeds the widget in two lines. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { languageDetector } from 'hono/language'
import type { Frame, Markup } from './shop-page.ts'
import { goods, ICON, SHOP_STYLE, shopPage } from './shop-page.ts'
import type { AskedPasskey } from './shop-passkey.ts'
import { PASSKEY_SCRIPT, passkeyForm } from './shop-passkey.ts'
import type { Language } from './shop-texts.ts'
import { languages, shopTexts } from './shop-texts.ts'

export interface ShopSettings {
  port: number
  /** Origin of Regain's server. */
  regain: string
  siteKey: string
  secretKey: string
}

export interface Shop {
  close(): Promise<void>
}

interface Session {
  account: string
  /** The identifier as typed at sign-in. */
  identifier: string
  generation: number
  signedInAt: string
}

interface AccountView {
  generation: number
  destinations: { value: string }[]
}

type SignIn = { result: 'ok'; accountId: string; generation: number; device: string } | { result: 'refused' } | { result: 'locked' }

const COOKIE = { httpOnly: true, sameSite: 'Lax', path: '/' } as const
/** Only set as a property: the page contains it no longer than that takes. */
const DEVICE_SCRIPT = `const script = document.querySelector('[data-device]')
document.querySelector('regain-account').device = script.dataset.device
script.remove()
`
const A_YEAR = 31_536_000

export async function startShop({ port, regain, siteKey, secretKey }: ShopSettings): Promise<Shop> {
  const sessions = new Map<string, Session>()
  const ask = (path: string, body?: unknown) =>
    fetch(regain + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'authorization': `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  /** A session of an older generation is invalid: the password was changed since. */
  async function signedIn(c: Context): Promise<(Session & { id: string; view: AccountView }) | undefined> {
    const session = sessions.get(getCookie(c, 'session') ?? '')
    if (!session) return undefined
    const reply = await ask(`/v1/accounts/${session.account}`)
    const account = (await reply.json()) as AccountView
    return reply.ok && account.generation === session.generation ? { ...session, id: session.account, view: account } : undefined
  }

  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    // As strict as possible; the widget only needs its server and Lit's policy to be listed.
    c.header(
      'content-security-policy',
      `default-src 'none'; script-src 'self' ${regain}; style-src 'self'; img-src 'self'; connect-src 'self' ${regain}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
    )
  })
  app.get('/shop.css', (c) => c.body(SHOP_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/passkey.js', (c) => c.body(PASSKEY_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/device.js', (c) => c.body(DEVICE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/icon.svg', (c) => c.body(ICON, 200, { 'content-type': 'image/svg+xml' }))
  app.use(
    languageDetector({
      supportedLanguages: Object.keys(languages),
      fallbackLanguage: 'en',
      // Localhost has no TLS.
      cookieOptions: { sameSite: 'Lax', secure: false, maxAge: A_YEAR, httpOnly: true },
    }),
  )
  const languageOf = (c: Context) => c.get('language') as Language
  const textsOf = (c: Context) => shopTexts[languageOf(c)]
  const show = (c: Context, title: string, body: Markup, more: Partial<Frame> = {}) =>
    c.html(shopPage({ title, language: languageOf(c), texts: textsOf(c), path: c.req.path, ...more }, body))

  app.get('/', (c) => {
    const t = textsOf(c)
    const cards = goods.map(({ price, picture }, place) => {
      const [name, line] = t.goods[place] ?? []
      return html`<li class="card">${picture}<div class="text"><h2>${name}</h2><p>${line}</p><p class="price">${price}</p></div></li>`
    })
    return show(c, 'Corner Shop', html`<div class="hero"><h1>${t.motto}</h1><p>${t.lead}</p></div><ul class="goods">${cards}</ul>`)
  })
  app.get('/account', async (c) => {
    const t = textsOf(c)
    const person = await signedIn(c)
    if (!person) return c.redirect('/sign-in')
    const places = person.view.destinations.map(({ value }) => html`<li dir="ltr">${value}</li>`)
    return show(
      c,
      t.account,
      html`<div class="card form narrow"><h1>${t.welcome(person.id)}</h1><p class="quiet">${t.signedIn}</p>
<div><h2>${t.addresses}</h2><ul class="places">${places}</ul></div>
<p><a href="/security">${t.security}</a></p>
<p><a href="/is-it-you">${t.isItYou}</a></p>
<form method="post" action="/sign-out"><button>${t.signOut}</button></form></div>`,
    )
  })

  /** Undefined: the realm has no sign-in by passkey. */
  async function askForPasskey(c: Context): Promise<AskedPasskey | undefined> {
    const reply = await ask('/v1/sign-in-challenges', { origin: new URL(c.req.url).origin })
    return reply.ok ? ((await reply.json()) as AskedPasskey) : undefined
  }
  /** Regain's answer about a passkey that was sent with a form. */
  async function checkPasskey(c: Context, who: object): Promise<SignIn> {
    const { question, credential } = await c.req.parseBody()
    const given: unknown = await Promise.resolve(String(credential))
      .then(JSON.parse)
      .catch(() => undefined)
    const reply = await ask('/v1/sign-ins/passkey', { question: String(question), credential: given, ...who })
    return reply.ok ? ((await reply.json()) as SignIn) : { result: 'refused' }
  }
  const visitorOf = (c: Context) => {
    const device = getCookie(c, 'device')
    const ip = getConnInfo(c).remote.address
    const userAgent = c.req.header('user-agent')?.slice(0, 1024)
    return { ...(device && { device }), ...(ip && { ip }), ...(userAgent && { userAgent }) }
  }

  const signInPage = async (c: Context, problem?: string, identifier = '') => {
    const t = textsOf(c)
    const asked = await askForPasskey(c)
    return show(
      c,
      t.signIn,
      html`<div class="card form narrow"><div><h1>${t.signIn}</h1>${problem ? html`<p role="alert">${problem}</p>` : ''}
<form method="post" action="/sign-in"><label for="identifier">${t.identifier}</label><input id="identifier" name="identifier" autocomplete="username" value="${identifier}" required>
<label for="password">${t.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required><button>${t.signIn}</button></form>${passkeyForm({ action: '/sign-in/passkey', label: t.signInByPasskey, asked })}</div>
<p class="quiet"><a href="/forgot">${t.cannotSignIn}</a></p></div>`,
      { path: '/sign-in', ...(asked && { script: '/passkey.js' }) },
    )
  }
  function letIn(c: Context, reply: Extract<SignIn, { result: 'ok' }>, identifier: string) {
    const id = randomBytes(32).toString('base64url')
    sessions.set(id, { account: reply.accountId, generation: reply.generation, identifier, signedInAt: new Date().toISOString() })
    setCookie(c, 'session', id, COOKIE)
    // With this token Regain recognises the browser, so that strangers who try passwords elsewhere can't lock it out.
    setCookie(c, 'device', reply.device, { ...COOKIE, maxAge: A_YEAR })
    return c.redirect('/account', 303)
  }
  const refusalOf = (c: Context, { result }: SignIn) => textsOf(c)[result === 'locked' ? 'locked' : 'refused']
  app.get('/sign-in', (c) => signInPage(c))
  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    const [identifier, password] = [String(form.identifier), String(form.password)]
    const reply = (await (await ask('/v1/sign-ins', { identifier, password, ...visitorOf(c) })).json()) as SignIn
    return reply.result === 'ok' ? letIn(c, reply, identifier) : signInPage(c, refusalOf(c, reply), identifier)
  })
  app.post('/sign-in/passkey', async (c) => {
    const reply = await checkPasskey(c, visitorOf(c))
    // Nobody typed a name, so the shop shows its own for the account.
    return reply.result === 'ok' ? letIn(c, reply, reply.accountId) : signInPage(c, refusalOf(c, reply))
  })
  app.post('/sign-out', (c) => {
    sessions.delete(deleteCookie(c, 'session', COOKIE) ?? '')
    return c.redirect('/', 303)
  })

  // A stranger at a browser that was left signed in must not change the recovery methods, so the shop asks for the password again.
  const askAgain = async (c: Context, problem?: string) => {
    const t = textsOf(c)
    const asked = await askForPasskey(c)
    return show(
      c,
      t.security,
      html`<div class="card form narrow"><h1>${t.security}</h1><p class="quiet">${t.showAgain}</p>${problem ? html`<p role="alert">${problem}</p>` : ''}
<form method="post" action="/security"><label for="password">${t.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required><button>${t.goOn}</button></form>${passkeyForm({ action: '/security/passkey', label: t.showByPasskey, asked })}</div>`,
      { path: '/security', ...(asked && { script: '/passkey.js' }) },
    )
  }
  app.get('/security', async (c) => ((await signedIn(c)) ? askAgain(c) : c.redirect('/sign-in')))
  /** For a person who has just authenticated again. */
  async function openSecurity(c: Context, account: string) {
    const t = textsOf(c)
    const opened = await ask(`/v1/accounts/${account}/enrolments`, {})
    const { token } = (await opened.json()) as { token: string }
    c.header('cache-control', 'no-store')
    return show(
      c,
      t.security,
      html`<div class="narrow wide"><h1 class="small">${t.security}</h1><regain-security token="${token}"></regain-security><p class="quiet"><a href="/account">${t.backToAccount}</a></p></div>`,
      { script: `${regain}/regain-security.js`, path: '/security' },
    )
  }
  app.post('/security', async (c) => {
    const person = await signedIn(c)
    if (!person) return c.redirect('/sign-in', 303)
    const { password } = await c.req.parseBody()
    const device = getCookie(c, 'device')
    const asked = { identifier: person.identifier, password: String(password), ...(device && { device }) }
    const reply = (await (await ask('/v1/sign-ins', asked)).json()) as SignIn
    return reply.result === 'ok' && reply.accountId === person.id ? openSecurity(c, person.id) : askAgain(c, refusalOf(c, reply))
  })
  app.post('/security/passkey', async (c) => {
    const person = await signedIn(c)
    if (!person) return c.redirect('/sign-in', 303)
    const reply = await checkPasskey(c, {})
    return reply.result === 'ok' && reply.accountId === person.id ? openSecurity(c, person.id) : askAgain(c, refusalOf(c, reply))
  })

  // A person who has forgotten the password is still signed in here. So no password is asked for, and the token can only answer.
  app.get('/is-it-you', async (c) => {
    const person = await signedIn(c)
    if (!person) return c.redirect('/sign-in')
    const t = textsOf(c)
    const opened = await ask(`/v1/accounts/${person.id}/devices`, { signedInAt: person.signedInAt })
    const { token } = (await opened.json()) as { token: string }
    c.header('cache-control', 'no-store')
    return show(
      c,
      t.isItYou,
      html`<div class="narrow"><h1 class="small">${t.isItYou}</h1><regain-security token="${token}"></regain-security><p class="quiet"><a href="/account">${t.backToAccount}</a></p></div>`,
      { script: `${regain}/regain-security.js` },
    )
  })

  // The two lines that a site needs: the script and the element. If somebody was signed in here before, strangers can't use up this browser's codes.
  app.get('/forgot', (c) => {
    const device = getCookie(c, 'device')
    c.header('cache-control', 'no-store')
    return show(
      c,
      textsOf(c).cannotSignIn,
      html`<div class="narrow"><h1 class="small">${textsOf(c).cannotSignIn}</h1><regain-account site="${siteKey}"><a slot="sign-in" href="/sign-in">${textsOf(c).signIn}</a></regain-account><p class="quiet"><a href="/sign-in">${textsOf(c).back}</a></p></div>${device ? html`<script type="module" src="/device.js" data-device="${device}"></script>` : ''}`,
      { script: `${regain}/regain.js` },
    )
  })
  app.get('/.well-known/change-password', (c) => c.redirect('/forgot', 302))

  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }) as Server
  await once(server, 'listening')
  return {
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
