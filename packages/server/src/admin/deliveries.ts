/** Console routes for messages that are being delivered, and for the channels. */
import * as v from 'valibot'
import { pauseChannel, resumeChannel, sendAgain } from '../operators/keep-deliveries.ts'
import { channelNames, channelStates, listDeliveries, shownStates } from '../outbox/list-deliveries.ts'
import { forOperators } from './route.ts'
import { CursorSchema, ReasonSchema } from './schemas.ts'

const channel = v.picklist(channelNames)

export const deliveries = {
  'GET /deliveries': forOperators('deliveries.read', {
    query: v.strictObject({ state: v.optional(v.picklist(shownStates), 'dead'), channel: v.optional(channel), after: CursorSchema }),
    answer: ({ query: { after, ...filter } }, deps) => listDeliveries(filter, after, deps),
  }),
  'POST /deliveries/:delivery/again': forOperators('deliveries.retry', {
    answer: ({ params: { delivery = '' }, by }, deps) => sendAgain({ delivery, by }, deps),
  }),
  'GET /channels': forOperators('deliveries.read', { answer: async (_, deps) => ({ channels: await channelStates(deps) }) }),
  'POST /channels/pause': forOperators('channels.pause', {
    body: v.strictObject({ channel, reason: ReasonSchema }),
    answer: ({ body, by }, deps) => pauseChannel({ ...body, by }, deps),
  }),
  'POST /channels/resume': forOperators('channels.pause', {
    body: v.strictObject({ channel }),
    answer: ({ body, by }, deps) => resumeChannel({ ...body, by }, deps),
  }),
}
