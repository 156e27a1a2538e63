/** Goes on where this tab was before its page was loaded anew, or begins again. */
import type { FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { drop, Refused } from './kit.ts'

const GONE = ['not-found', 'unauthorized']

/** False: what was kept there is nothing that the server knows. */
export async function resume(c: FlowController, look: (c: FlowController, at: Pick<FlowView, 'id'>) => Promise<void>): Promise<boolean> {
  const [, id = '', token = ''] = /^([\w-]+) ([\w-]+)$/.exec(c.resumed) ?? []
  c.token = token
  try {
    if (id) await look(c, { id })
  } catch (error) {
    if (!(error instanceof Refused && GONE.includes(error.code))) throw error
    drop(c.place, id)
  }
  if (!c.flow) c.resumed = ''
  return c.flow !== undefined
}

/** What was typed to name the account stays. */
export async function startOver(c: FlowController): Promise<void> {
  const reason = c.flow?.reason
  abandon(c)
  if (reason) await c.start(reason)
}

/** Back to the reasons. */
export function leave(c: FlowController): void {
  abandon(c)
  c.clear()
}

function abandon({ flow, place, client, token }: FlowController): void {
  if (!flow) return
  drop(place, flow.id)
  // Whether it arrives matters to nobody: what is left open ends by itself.
  client?.call(() => true, `/v1/flows/${flow.id}/answers`, { type: 'cancel' }, token).catch(() => undefined)
}
