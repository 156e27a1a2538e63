/** An OpenID provider for tests, on loopback: each user in `signedIn` has a session there. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { freePort } from './free-ports.ts'

export interface Person {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string | string[]
}

export const CLIENT = { id: 'regain-console', secret: 'a secret between the two of them' }

export async function openIdentityProvider(callback: string) {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  let signedIn: Person = { sub: 'nobody' }
  let forge = (token: string): string => token
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of no importance'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...signedIn, sub }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(context) {
      const { client, session, provider: own } = context.oidc
      const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    const body = context.body as { id_token?: string } | undefined
    if (context.path === '/token' && body?.id_token) context.body = { ...body, id_token: forge(body.id_token) }
  })
  const answer = provider.callback()
  const server = createServer((request, reply) => {
    if (request.url?.startsWith('/interaction/')) void provider.interactionFinished(request, reply, { login: { accountId: signedIn.sub } })
    else void answer(request, reply)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    issuer,
    enter(person: Person) {
      signedIn = person
    },
    /** From now on its token endpoint answers with the result of this function for each ID token. */
    forge(by: (token: string) => string) {
      forge = by
    },
    /** Acts like a browser: follows the provider's redirects with its cookies, up to the console's page. */
    async follow(url: string): Promise<string> {
      const cookies = new Map<string, string>()
      let at = url
      while (at.startsWith(issuer)) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const reply = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const line of reply.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          cookies.set(name, value)
        }
        const to = reply.headers.get('location')
        if (!to) throw new Error(`the provider answered ${reply.status}: ${await reply.text()}`)
        at = new URL(to, at).href
      }
      if (!at.startsWith(callback)) throw new Error(`led to ${at}`)
      return new URL(at).search
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
