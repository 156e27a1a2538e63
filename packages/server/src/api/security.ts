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
      summary: 'Reads how somebody could get back in',
      details: 'Addresses are masked. `readiness` says for each thing that can be lost by which ways the account could still be recovered.',
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
      summary: 'Sets up what somebody keeps, or renews it',
      details:
        'Saved codes count at once: older ones are void, every address is told, and open recoveries of the account end. Of an authenticator app and a passkey nothing is stored yet: they count when a code, or what the authenticator made, comes back with `setUp`.',
      body: SetUpRequestSchema,
      replies: {
        200: {
          description:
            'Ten codes, shown now and never again; the secret, as text, address and picture; or what the browser asks an authenticator for.',
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
      summary: 'Confirms an authenticator app, or a passkey',
      details:
        'From here on it counts: an app in place of the one before, if there was one; a passkey beside the others. A code that is not the one shown now is `code-wrong`, what has another length than a code `not-a-code`, in a 200.',
      body: ConfirmationSchema,
      replies: { 200: { description: 'It is set up, or `problem` says why not.', json: SecurityReplySchema } },
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
      summary: 'Invites a recovery contact',
      details:
        'A mail asks them; they count once they have said yes, and the hold for what is new is over. `contact-refused`, in a 200, says why somebody can’t be one. Every address is told.',
      body: InvitationSchema,
      replies: { 200: { description: 'They are invited, or `problem` says why not.', json: SecurityReplySchema } },
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
      summary: 'Opens a practice run of the recovery',
      details:
        'What it replies stands in place of a site’s key in `POST /v1/flows`, once: a recovery with real codes that ends as `drill-passed` or `drill-stuck` and changes nothing. A few a day (`drillPerAccount`).',
      replies: { 200: { description: 'The key that begins it.', json: DrillReplySchema } },
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
      summary: 'Removes what somebody keeps',
      details: 'Of passkeys and contacts one, by its `id`, or without it all of them.',
      body: RemovalSchema,
      replies: { 200: { description: 'It is not set up any more.', json: SecurityReplySchema } },
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
      summary: 'Sends a code that ends a hold',
      details:
        'To an address that is older than what is held, and of another class: `holds` of the account says which. The mail says what it is for; the code brings nobody in.',
      body: HoldCodeSchema,
      replies: { 200: { description: 'It is on its way.', json: HoldCodeReplySchema } },
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
      summary: 'Ends a hold before its time',
      details:
        'By a saved code, a code of an app, or a code that was sent; older than what is held, and of another class. Every address is told. A wrong one is `code-wrong`, in a 200, and so is any after twenty a day; what has another length than a code is `not-a-code`, and does not count.',
      body: EndHoldSchema,
      replies: { 200: { description: 'What was new counts from now on, or `problem` says why not.', json: SecurityReplySchema } },
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
