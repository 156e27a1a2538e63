/** "This wasn't me", from the link in a mail to the new password. */
import type { FlowReply, StartedReply } from '@regain/core'
import { expect } from 'vitest'
import type { TestWorld } from './open-world.ts'
import { ORIGIN } from './open-world.ts'
import { MAIL } from './people.ts'

const NEW = 'seven quiet kettles sing'

export const linkIn = (text: string) => /http:\/\/localhost:4300(\/undo\/[\w-]+)/.exec(text)?.[1]

export function undoing(world: () => TestWorld) {
  const post = (link: string, fields: string) => world().app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams(fields) })
  const press = async (link: string) => (await post(link, 'marked=yes')).status
  const choose = (flow: StartedReply, password = NEW) => world().answer(flow, { type: 'new-password', password })

  async function begin(link: string): Promise<StartedReply> {
    const asked = { site: link.replace('/undo/', 'undo_'), reason: 'compromised', locale: 'en' }
    const { status, body, text } = await world().call<StartedReply>('POST', '/v1/flows', asked, { origin: ORIGIN })
    expect(status, text).toBe(201)
    return body
  }
  async function prove(flow: StartedReply, to = MAIL): Promise<FlowReply> {
    const { step } = flow.flow
    if (step.type !== 'choose-method') throw new Error(`at ${step.type}`)
    const ref = step.methods.find(({ method }) => method === 'email-code')?.ref ?? ''
    await world().answer(flow, { type: 'choose-method', ref, complete: to })
    await world().deliver()
    return (await world().answer(flow, { type: 'challenge', code: world().codeFor(to) || '00000000' })).body
  }

  return {
    post,
    press,
    begin,
    prove,
    choose,
    /** The link of the last mail that had one. */
    linkTo: async (to: string) => (await world().mailsTo(to)).flatMap((text) => linkIn(text) ?? []).at(-1) ?? '',
    async undo(link: string, password = NEW): Promise<FlowReply> {
      expect(await press(link)).toBe(200)
      const flow = await begin(link)
      await prove(flow)
      return (await choose(flow, password)).body
    },
  }
}
