import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'

const WHY = 'the new back end needs it today'
const HOOK = 'http://127.0.0.1:9'
const EVENTS = ['account.locked' as const]

describe('a site', () => {
  let world: TestWorld
  let olga: TestOperator
  let otto: TestOperator
  let at: { params: { site: string } }

  beforeEach(async () => {
    world = await openWorld({}, { insecureOrigins: [HOOK] })
    olga = await hire(world, 'olga@example.com', 'owner')
    otto = await hire(world, 'otto@example.com', 'owner')
    at = { params: { site: world.site.siteKey } }
  })
  afterEach(() => world.close())

  type Word = { approval: string } | { alone: string }
  const word = (second?: Word) => second && { second }
  const addKey = (scopes?: string[], second?: Word) =>
    olga.send('POST /sites/:site/keys', { ...(scopes && { scopes }), ...word(second) } as never, at)
  const save = async (origins: string[], second?: Word) => {
    const { version, name, support, brand } = (await olga.send('GET /sites/:site', undefined, at)).body
    return await olga.send('PUT /sites/:site', { version, name, origins, support, brand, ...word(second) }, at)
  }
  const addSite = (second?: Word) =>
    olga.send('POST /sites', {
      realm: world.realm,
      name: 'Sister',
      origins: ['https://sister.example'],
      support: {},
      brand: {},
      ...word(second),
    })
  const addHook = (second?: Word) => olga.send('POST /sites/:site/webhooks', { url: `${HOOK}/`, events: EVENTS, ...word(second) }, at)
  const agree = async (action: string, subject: Record<string, string>) => {
    const { approval } = (await olga.send('POST /approvals', { action, subject, reason: WHY } as never)).body
    await otto.send('POST /approvals/:approval/decide', { agrees: true, reason: 'talked to them' }, { params: { approval } })
    return { approval }
  }
  const mailsTo = async (name: string) => {
    await world.deliver()
    return world.mails.filter(({ to }) => [to].flat()[0]?.text === `${name}@example.com`).map(({ text = '' }) => text)
  }

  it('gets no key, origin, webhook or second site by one owner alone', async () => {
    for (const [tried, action] of [
      [await addKey(), 'site-key'],
      [await addSite(), 'site-key'],
      [await save([SHOP, 'https://elsewhere.example']), 'site-origins'],
      [await addHook(), 'site-webhook'],
    ] as const)
      expect(tried.body).toMatchObject({ code: 'second-person-needed', wanted: { action } })
    expect((await olga.send('GET /sites/:site', undefined, at)).body).toMatchObject({ origins: [SHOP], secretKeys: [{}] })
    expect((await olga.send('GET /sites/:site/webhooks', undefined, at)).body.webhooks).toEqual([])
  })

  it('gets them with the approval of another owner, for exactly these scopes, origins and addresses', async () => {
    const { wanted } = (await addKey(['accounts:read'])).body as unknown as { wanted: { action: string; subject: Record<string, string> } }
    const word = await agree(wanted.action, wanted.subject)
    expect((await addKey(['accounts:read', 'passwords'], word)).body.code).toBe('second-person-needed')
    expect((await addKey(['accounts:read'], word)).body.secretKey).toMatch(/^sk_/)
  })

  it('changes its name, its brand and its support, and loses an origin, without a second person', async () => {
    expect((await save([SHOP, 'https://two.example'], { alone: WHY })).status).toBe(204)
    expect((await save(['https://two.example', SHOP])).status).toBe(204)
    expect((await save([SHOP])).status).toBe(204)
  })

  it('notifies the other owners of each key, origin and webhook that is added or removed, also with a second person’s approval', async () => {
    const { wanted } = (await addKey(['sign-ins'])).body as unknown as { wanted: { action: string; subject: Record<string, string> } }
    const { secretKey } = (await addKey(['sign-ins'], await agree(wanted.action, wanted.subject))).body
    const last = async () => (await mailsTo('otto')).at(-1) ?? ''
    expect(await last()).toContain(`a secret key that ends in ${secretKey.slice(-4)}`)
    expect(await last()).toContain('sign-ins')
    expect(await last()).not.toContain(secretKey)
    await addHook({ alone: WHY })
    expect(await last()).toContain(`${HOOK}/`)
    const [{ id: webhook = '' } = {}] = (await olga.send('GET /sites/:site/webhooks', undefined, at)).body.webhooks
    await olga.send('DELETE /sites/:site/webhooks/:webhook', {}, { params: { ...at.params, webhook } })
    expect(await last()).toContain('removed the webhook')
    const { secretKeys } = (await olga.send('GET /sites/:site', undefined, at)).body
    const key = secretKeys.find(({ hint }) => secretKey.endsWith(hint))?.id ?? ''
    await olga.send('DELETE /sites/:site/keys/:key', {}, { params: { ...at.params, key } })
    expect(await last()).toContain('revoked the secret key')
    await save([SHOP, 'https://two.example'], { alone: WHY })
    await save([SHOP])
    expect(await last()).toContain('https://two.example')
    // Owners get no notice of their own acts, except of those that they did alone.
    expect((await mailsTo('olga')).filter((text) => text.includes('access to'))).toEqual([])
  })

  it('notifies every owner of a webhook that a key added', async () => {
    await world.call('POST', '/v1/webhooks', { url: `${HOOK}/events`, events: EVENTS }, world.back)
    for (const name of ['olga', 'otto']) expect((await mailsTo(name)).at(-1)).toContain(`${HOOK}/events`)
  })
})
