/** The console's two cookies: for this host only, over TLS, out of reach of scripts and other sites. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

// `__Host-` binds a cookie to this origin: no sibling domain can set it. Chromium and Firefox accept `Secure` on http://localhost too.
const names = {
  /** The session. It ends with the browser, or when the server ends it. */
  session: 'regain-operator',
  /** A sign-in through an identity provider that is in progress. */
  ceremony: 'regain-ceremony',
} as const
type Name = keyof typeof names

export interface Cookies {
  get(name: Name): string | undefined
  set(name: Name, value: string): void
  clear(name: Name): void
}

const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict', prefix: 'host' } as const

export const cookiesOf = (c: Context): Cookies => ({
  get: (name) => getCookie(c, names[name], 'host'),
  set: (name, value) => setCookie(c, names[name], value, OPTIONS),
  clear: (name) => void deleteCookie(c, names[name], OPTIONS),
})
