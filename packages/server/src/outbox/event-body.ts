/** The body that a site's back end gets by webhook. docs/events.md explains it, and the OpenAPI document lists it under `webhooks`. */
import { InstantSchema, LockCauseSchema } from '@regain/core'
import * as v from 'valibot'

/** Each is an event of the audit log with the same name. */
const accountEvents = [
  'password.changed',
  'recovery.held',
  'account.locked',
  'account.unlocked',
  'account.restored',
  'account.address-disowned',
  'account.erased',
] as const
const alertEvents = ['alert.opened', 'alert.ended'] as const
export const siteEvents = [...accountEvents, ...alertEvents] as const
export type AccountEventType = (typeof accountEvents)[number]
export type AlertEventType = (typeof alertEvents)[number]
export type SiteEventType = (typeof siteEvents)[number]

/** `generation` is absent where the site keeps its own accounts. `cause`: why the account was locked. */
const AboutAccountSchema = v.strictObject({
  accountId: v.string(),
  generation: v.optional(v.number()),
  cause: v.optional(LockCauseSchema),
})
export type AboutAccount = v.InferOutput<typeof AboutAccountSchema>

const AboutAlertSchema = v.strictObject({ alert: v.string(), rule: v.string(), count: v.number(), threshold: v.number() })
export type AboutAlert = v.InferOutput<typeof AboutAlertSchema>

const about = (type: SiteEventType) => ((alertEvents as readonly string[]).includes(type) ? AboutAlertSchema : AboutAccountSchema)
const body = (type: string, data: v.GenericSchema): v.GenericSchema =>
  v.strictObject({ type: v.literal(type), timestamp: InstantSchema, data })

/** By type. `test` is sent by an owner to see whether it arrives. */
export const eventBodies: Readonly<Record<string, v.GenericSchema>> = {
  ...Object.fromEntries(siteEvents.map((type) => [type, body(type, about(type))])),
  test: body('test', v.strictObject({})),
}
