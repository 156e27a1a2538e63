/** The HTTP calls of `<regain-security>`. Each reply is checked before it is used. */
import {
  activities,
  type Confirmation,
  channels,
  contactRefusals,
  type DrillReply,
  type EndHold,
  type HoldCode,
  type HoldCodeReply,
  type Invitation,
  keptMethodNames,
  losses,
  methodNames,
  proofRules,
  type Removal,
  type SecurityReply,
  type SetUpReply,
} from '@regain/core'
import { fits, instant, list, maybe, type Shape } from '../check-shape.ts'
import { type Client, createClient } from '../client.ts'

const text = 'string'
const isTrueOrFalse: Shape = (value) => typeof value === 'boolean'

const security: Shape = {
  site: text,
  expiresAt: instant,
  destinations: list({ channel: channels, masked: text, verified: isTrueOrFalse, since: instant, heldUntil: maybe(instant) }),
  methods: list({
    method: keptMethodNames,
    state: ['none', 'ready', 'stopped'],
    since: maybe(instant),
    heldUntil: maybe(instant),
    usedAt: maybe(instant),
    left: maybe('number'),
    needed: maybe('number'),
    only: maybe(isTrueOrFalse),
    each: maybe(
      list({
        id: text,
        name: text,
        masked: maybe(text),
        invitedUntil: maybe(instant),
        since: instant,
        heldUntil: maybe(instant),
        usedAt: maybe(instant),
      }),
    ),
  }),
  gate: { needed: 'number', proofs: proofRules, reached: isTrueOrFalse },
  readiness: list({ lost: losses, ready: isTrueOrFalse, by: list(methodNames), add: list(methodNames) }),
  holds: list({ hold: text, by: list({ method: methodNames, place: maybe('number') }) }),
  activity: list({ at: instant, what: activities, method: maybe(text), browser: maybe(text), country: maybe(text) }),
}
export const securityReply: Shape = {
  security,
  problem: maybe({ code: ['code-wrong', 'not-a-code', 'contact-refused'], length: maybe('number'), why: maybe(contactRefusals) }),
}
const options: Shape = {
  challenge: text,
  rp: { id: text, name: text },
  user: { id: text, name: text, displayName: text },
  algorithms: list('number'),
  known: list(text),
}
export const setUpReply: Shape = (value) =>
  fits(value, { method: ['saved-code'], codes: list(text), security }) ||
  fits(value, { method: ['totp'], secret: text, uri: isAppAddress, qr: list(text), setUp: text }) ||
  fits(value, { method: ['passkey'], options, setUp: text })

/** Security: replies may only contain links of this kind here. */
function isAppAddress(value: unknown): boolean {
  return String(value).startsWith('otpauth://totp/')
}

const drillReply: Shape = { site: text }

export interface SecurityClient {
  read(): Promise<SecurityReply>
  setUp(method: SetUpReply['method']): Promise<SetUpReply>
  confirm(confirmation: Confirmation): Promise<SecurityReply>
  invite(invitation: Invitation): Promise<SecurityReply>
  remove(removal: Removal): Promise<SecurityReply>
  drill(): Promise<DrillReply>
  sendHoldCode(asked: HoldCode): Promise<HoldCodeReply>
  endHold(answer: EndHold): Promise<SecurityReply>
}

export function createSecurityClient(server: string, token: string): SecurityClient {
  const client: Client = createClient(server)
  return {
    read: () => client.call(securityReply, '/v1/security', undefined, token),
    setUp: (method) => client.call(setUpReply, '/v1/security/set-up', { method }, token),
    confirm: (confirmation) => client.call(securityReply, '/v1/security/confirmation', confirmation, token),
    invite: (invitation) => client.call(securityReply, '/v1/security/contacts', invitation, token),
    remove: (removal) => client.call(securityReply, '/v1/security/removal', removal, token),
    drill: () => client.call(drillReply, '/v1/security/drill', {}, token),
    sendHoldCode: (asked) => client.call({ sent: text }, '/v1/security/hold-code', asked, token),
    endHold: (answer) => client.call(securityReply, '/v1/security/hold-end', answer, token),
  }
}
