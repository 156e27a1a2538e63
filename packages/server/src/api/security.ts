/** Routes of `<regain-security>`, for a person who is signed in at the site. The site requested the token, and this browser holds it. */
import type { SecurityReply } from '@regain/core'
import {
  ConfirmationSchema,
  DrillReplySchema,
  EndHoldSchema,
  HoldCodeReplySchema,
  HoldCodeSchema,
  InvitationSchema,
  RemovalSchema,
  SecurityReplySchema,
  SetUpReplySchema,
  SetUpRequestSchema,
} from '@regain/core'
import type { Context } from 'hono'
import type { Tx } from '../db/database.ts'
import { readAccount } from '../directory/read-account.ts'
import type { Api } from '../http/api.ts'
import { bearerToken, siteOfPage } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { endHold, sendHoldCode } from '../security-page/end-hold.ts'
import type { Enrolled, Entered } from '../security-page/enrol.ts'
import { enter } from '../security-page/enrol.ts'
import { inviteContact } from '../security-page/invite-contact.ts'
import { openDrill } from '../security-page/open-drill.ts'
import { readSecurity } from '../security-page/read-security.ts'
import { beginTotp, confirmTotp, makeSavedCodes, removeMethod } from '../security-page/set-up-methods.ts'
import { addPasskey, beginPasskey, readPasskey } from '../security-page/set-up-passkey.ts'
import type { Deps } from '../wiring/deps.ts'

export function securityRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  const entered = <Result>(c: Context, work: (tx: Tx, enrolled: Enrolled) => Promise<Result>): Promise<Entered<Result>> =>
    enter({ token: bearerToken(c), visitor: visitorOf(c, address), siteOf: siteOfPage(c, deps) }, deps, work)
  // Read in the transaction of the change: its event is logged by then, and the hold has ended.
  const viewed = async (enrolled: Enrolled) => {
    const account = (await readAccount(deps.db.read, enrolled.site.realm.id, enrolled.account.id)) ?? enrolled.account
    return await readSecurity(deps.db.read, { ...enrolled, account }, deps)
  }
  const common = { part: 'security', bearer: 'enrolment', problems: ['too-many-requests'] } as const

  route(
    'get',
    '/v1/security',
    {
      ...common,
      summary: 'Read an account’s recovery methods',
      details: 'Addresses are masked. `readiness` lists for each possible loss the methods by which the account could still be recovered.',
      replies: { 200: { description: 'The account, as its owner sees it.', json: SecurityReplySchema } },
    },
    async ({ c, reply }) => {
      const { enrolled } = await entered(c, async () => undefined)
      return reply(200, { security: await viewed(enrolled) })
    },
  )
  route(
    'post',
    '/v1/security/set-up',
    {
      ...common,
      summary: 'Set up or renew a method',
      details:
        'Saved codes are valid immediately: older ones become invalid, every address is notified, and open recoveries that used them end. For an authenticator app or a passkey nothing is stored yet: confirm it with `setUp` and a code, or the authenticator’s answer.',
      body: SetUpRequestSchema,
      replies: {
        200: {
          description:
            'Ten codes, shown only once; or the secret as text, URL and picture; or the options for the browser’s passkey prompt.',
          json: SetUpReplySchema,
        },
      },
      problems: ['not-found', 'too-many-requests'],
    },
    async ({ c, body: { method }, reply }) => {
      if (method === 'totp') {
        const { result } = await entered(c, async (_, enrolled) => beginTotp(enrolled, deps))
        return reply(200, { method, ...result })
      }
      if (method === 'passkey') {
        const { result } = await entered(c, (tx, enrolled) => beginPasskey(tx, enrolled, c.req.header('origin'), deps))
        return reply(200, { method, ...result })
      }
      const { result: codes, enrolled } = await entered(c, (tx, enrolled) => makeSavedCodes(tx, enrolled, deps))
      return reply(200, { method, codes, security: await viewed(enrolled) })
    },
  )
  route(
    'post',
    '/v1/security/confirmation',
    {
      ...common,
      summary: 'Confirm an authenticator app or a passkey',
      details:
        'From now on the method counts. An app replaces an earlier one; a passkey is added to others. A code that is not the current one returns `code-wrong`, and input of another length `not-a-code`, both with status 200.',
      body: ConfirmationSchema,
      replies: { 200: { description: 'The method is set up, or `problem` says why not.', json: SecurityReplySchema } },
      problems: ['not-found', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body, reply }) => {
      if ('credential' in body) {
        const passkey = await readPasskey({ token: bearerToken(c), ...body }, deps)
        const { enrolled } = await entered(c, (tx, enrolled) => addPasskey(tx, enrolled, passkey, deps))
        return reply(200, { security: await viewed(enrolled) })
      }
      const { result: confirmed, enrolled } = await entered(c, (tx, enrolled) => confirmTotp(tx, enrolled, body, deps))
      const security = await viewed(enrolled)
      return reply(200, { security, ...problemOf(confirmed) })
    },
  )
  route(
    'post',
    '/v1/security/contacts',
    {
      ...common,
      summary: 'Invite a recovery contact',
      details:
        'Sends them an invitation. They count once they have accepted it and the hold for new methods is over. `contact-refused`, with status 200, says why a person can’t be invited. Every address is notified.',
      body: InvitationSchema,
      replies: { 200: { description: 'The contact is invited, or `problem` says why not.', json: SecurityReplySchema } },
      problems: ['not-found', 'too-many-requests'],
    },
    async ({ c, body, reply }) => {
      const { result: why, enrolled } = await entered(c, (tx, enrolled) => inviteContact(tx, enrolled, body, deps))
      const security = await viewed(enrolled)
      return reply(200, why === undefined ? { security } : { security, problem: { code: 'contact-refused', why } })
    },
  )
  route(
    'post',
    '/v1/security/drill',
    {
      ...common,
      summary: 'Create a key for a practice run',
      details:
        'The returned key replaces the site’s key in `POST /v1/flows`, once. It starts a recovery with real codes that ends as `drill-passed` or `drill-stuck` and changes nothing. Limited to a few a day (`drillPerAccount`).',
      replies: { 200: { description: 'The key.', json: DrillReplySchema } },
    },
    async ({ c, reply }) => {
      const { result } = await entered(c, (tx, enrolled) => openDrill(tx, enrolled, deps))
      return reply(200, result)
    },
  )
  route(
    'post',
    '/v1/security/removal',
    {
      ...common,
      summary: 'Remove a method',
      details: 'For passkeys and contacts, `id` removes a single one; without `id`, all are removed.',
      body: RemovalSchema,
      replies: { 200: { description: 'The method is removed.', json: SecurityReplySchema } },
    },
    async ({ c, body, reply }) => {
      const { enrolled } = await entered(c, (tx, enrolled) => removeMethod(tx, enrolled, body, deps))
      return reply(200, { security: await viewed(enrolled) })
    },
  )
  route(
    'post',
    '/v1/security/hold-code',
    {
      ...common,
      summary: 'Send a code to end a hold',
      details:
        'Sends it to an address that is older than the held method and of another class; `holds` of the account lists them. The mail says what the code is for; it can’t be used for a recovery.',
      body: HoldCodeSchema,
      replies: { 200: { description: 'The message was accepted for sending.', json: HoldCodeReplySchema } },
      problems: ['not-found', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body, reply }) => {
      const { result: sent } = await entered(c, (tx, enrolled) => sendHoldCode(tx, enrolled, body, deps))
      return reply(200, { sent })
    },
  )
  route(
    'post',
    '/v1/security/hold-end',
    {
      ...common,
      summary: 'End a hold early',
      details:
        'Needs a saved code, a code of an app, or a code that was sent, from a method that is older than the held one and of another class. Every address is notified. A wrong code returns `code-wrong` with status 200, as does any code after twenty a day. Input of another length than a code returns `not-a-code` and does not count.',
      body: EndHoldSchema,
      replies: { 200: { description: 'The new method counts from now on, or `problem` says why not.', json: SecurityReplySchema } },
      problems: ['not-found', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body, reply }) => {
      const { result: ended, enrolled } = await entered(c, (tx, enrolled) => endHold(tx, enrolled, body, deps))
      const security = await viewed(enrolled)
      return reply(200, { security, ...problemOf(ended) })
    },
  )
}

/** Of a code that was typed. */
function problemOf(right: boolean | number): Pick<SecurityReply, 'problem'> {
  if (typeof right === 'number') return { problem: { code: 'not-a-code', length: right } }
  return right ? {} : { problem: { code: 'code-wrong' } }
}
