import type { FlowReply, FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { flowReply } from './replies.ts'

/** The current view from the server. Undefined if the page has switched to another server or site in the meantime. */
export async function read(c: FlowController, at: Pick<FlowView, 'id'> | undefined = c.flow): Promise<FlowReply | undefined> {
  const { client, token } = c
  if (!client || !at) return undefined
  const now = await client.call<FlowReply>(flowReply, `/v1/flows/${at.id}`, undefined, token)
  return client === c.client ? now : undefined
}
