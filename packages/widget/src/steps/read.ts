import type { FlowReply } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { flowReply } from './replies.ts'

/** What the server says now. */
export const read = ({ client, token, flow: open }: FlowController, flow = open): Promise<FlowReply | undefined> =>
  client && flow ? client.call(flowReply, `/v1/flows/${flow.id}`, undefined, token) : Promise.resolve(undefined)
