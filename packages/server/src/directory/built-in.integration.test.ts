import { describe, it } from 'vitest'
import { openWorld } from '../../testing/open-world.ts'
import type { Subject } from './conformance.ts'
import { directoryPromises, keepPromise } from './conformance.ts'

const verified = (channel: string, value: string, yes = true) => ({ channel, value, verified: yes })

async function openSubject(): Promise<Subject> {
  const world = await openWorld()
  const site = await world.deps.sites.byKey(world.site.siteKey)
  if (!site) throw new Error('no site')
  const generationOf = async (id: string) =>
    (await world.call<{ generation: number }>('GET', `/v1/accounts/${id}`, undefined, world.back)).body.generation
  return {
    directory: world.deps.directoryOf(site.realm),
    db: world.db,
    async add({ email, emailVerified, phone, handle, password }) {
      const put = await world.addAccount(email.toLowerCase(), {
        identifiers: [
          { kind: 'email', value: email },
          ...(phone ? [{ kind: 'phone', value: phone }] : []),
          ...(handle ? [{ kind: 'handle', value: handle }] : []),
        ],
        destinations: [verified('email', email, emailVerified ?? true)],
        password,
      })
      return put.status === 201
    },
    async changeEmail(id, email) {
      await world.addAccount(id, {
        identifiers: [
          { kind: 'email', value: email },
          { kind: 'handle', value: 'jane_doe' },
        ],
        destinations: [verified('email', email)],
      })
    },
    async lock(id, cause) {
      await world.call('POST', `/v1/accounts/${id}/lock`, { cause }, world.back)
    },
    async signIn(name, password) {
      const { body } = await world.signIn(name, password)
      const { accountId, generation } = body as { accountId?: string; generation?: number }
      // The site's part: a session belongs to the generation in which it began.
      return accountId === undefined ? undefined : { isAlive: async () => (await generationOf(accountId)) === generation }
    },
    close: world.close,
  }
}

describe('the directory built-in', () => {
  // Not with `it.each`, which shortens long names: races are selected by their names.
  for (const promise of directoryPromises) it(promise.promise, () => keepPromise(promise, openSubject))
})
