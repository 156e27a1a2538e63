/** An operator in a browser, for tests: keeps cookies, sends what browsers send, and has an authenticator app and saved codes. */
import { Secret, TOTP } from 'otpauth'
import type { AdminApi } from '../src/admin/api.ts'
import { ORIGIN, type TestWorld } from './open-world.ts'

export const PASSWORD = 'seven lamps above the quay'

export interface AdminReply<Body> {
  status: number
  body: Body & { code?: string }
  headers: Headers
}

export type TestOperator = ReturnType<typeof newOperator>

export function newOperator(world: Pick<TestWorld, 'call' | 'now' | 'app'>) {
  const jar = new Map<string, string>()
  let app: TOTP | undefined

  /** `route` is a key of the API. `:name`s in it are filled in from `params`, a query from `query`. */
  async function send<Name extends keyof AdminApi>(
    route: Name,
    body?: AdminApi[Name]['body'],
    {
      params = {},
      query = {},
      headers = {},
    }: { params?: Record<string, string>; query?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<AdminReply<AdminApi[Name]['reply']>> {
    const [method = '', path = ''] = route.split(' ')
    const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const search = new URLSearchParams(query).toString()
    const reply = await world.call<AdminApi[Name]['reply']>(
      method,
      `/admin/api${filled}${search && `?${search}`}`,
      method === 'GET' ? undefined : (body ?? {}),
      {
        'origin': ORIGIN,
        'sec-fetch-site': 'same-origin',
        'cookie': [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
    )
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return reply as AdminReply<AdminApi[Name]['reply']>
  }

  /** A file, not JSON. */
  async function download(id: string) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await world.app.request(`${ORIGIN}/admin/api/exports/${id}`, { headers: { 'sec-fetch-site': 'same-origin', cookie } })
    return { status: reply.status, headers: reply.headers, text: await reply.text() }
  }

  return {
    jar,
    send,
    download,
    /** The current code of the authenticator app. */
    code: () => app?.generate({ timestamp: world.now() }) ?? '',
    scan(secret: string) {
      app = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 })
    },
    async join(link: string, { name = 'Olga Owner', email }: { name?: string; email?: string } = {}) {
      const secret = link.split('#')[1] ?? ''
      const who = { secret, ...(email && { email }) }
      const enrolment = await send('POST /join/authenticator', who)
      if (enrolment.status !== 200) return enrolment as AdminReply<{ savedCodes?: string[] }>
      this.scan(enrolment.body.secret)
      const { ceremony } = enrolment.body
      return await send('POST /join', { ...who, name, credential: { type: 'password', password: PASSWORD, ceremony, code: this.code() } })
    },
    signIn: (email: string, { password = PASSWORD, code }: { password?: string; code: string }) =>
      send('POST /sign-in', { type: 'password', email, password, code }),
  }
}
