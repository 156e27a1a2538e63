/** What the holder of a receipt may see: that their event stands in the record, and the key that its checkpoint is signed with. */
import * as v from 'valibot'
import { createNotary } from '../audit/checkpoint.ts'
import type { Proof } from '../audit/prove.ts'
import { ReceiptReplySchema, showReceipt } from '../audit/prove.ts'
import type { Deps } from '../deps.ts'
import { escapeHtml } from '../security/escape-html.ts'
import { ProblemError } from '../security/problem.ts'
import type { Api } from './api.ts'

const PublicKeySchema = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.string(),
  use: v.literal('sig'),
  alg: v.literal('EdDSA'),
})

type ReceiptReply = v.InferOutput<typeof ReceiptReplySchema>

export function receiptRoutes({ route }: Api, deps: Deps): void {
  const { publicKey } = createNotary(deps.keys)

  route(
    'get',
    '/.well-known/regain-audit-key',
    {
      part: 'pages',
      summary: 'The public key that checkpoints of the record are signed with',
      details: 'A JWK (RFC 8037). Who trusts nobody keeps it from before: a server that lies would lie here too.',
      replies: { 200: { description: 'The key.', json: PublicKeySchema } },
    },
    async ({ reply }) => reply(200, { kty: 'OKP', crv: 'Ed25519', x: publicKey, use: 'sig', alg: 'EdDSA' }),
  )
  route(
    'get',
    '/v1/receipts/:receipt',
    {
      part: 'pages',
      summary: 'Proves that the event of a receipt stands in the record',
      details:
        'The event, a Merkle path (RFC 9162) and the signed checkpoint that it leads to; `pending` until there is one, for a minute at most.',
      replies: { 200: { description: 'The proof.', json: ReceiptReplySchema } },
      problems: ['not-found', 'unavailable'],
    },
    async ({ c, reply }) => reply(200, await show(c.req.param('receipt') ?? '')),
  )
  route(
    'get',
    '/receipts/:receipt',
    {
      part: 'pages',
      summary: 'The same, for people',
      replies: { 200: { description: 'The page.', type: 'text/html' } },
      problems: ['not-found', 'unavailable'],
    },
    async ({ c }) => {
      const found = await show(c.req.param('receipt') ?? '')
      c.header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      c.header('cache-control', 'no-store')
      return c.html(page(found))
    },
  )

  async function show(typed: string): Promise<ReceiptReply> {
    const reply = await showReceipt(typed, deps.db.read, publicKey)
    if (!reply) throw new ProblemError('not-found')
    return reply
  }
}

const moment = (at: number): string => `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`

const page = (reply: ReceiptReply): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>Receipt</title><link rel="stylesheet" href="/recover.css"></head>
<body><main>${reply.state === 'pending' ? pending : proven(reply)}</main></body></html>
`

const pending = '<h1>It is on record</h1><p>Its proof is made within a minute. Open this page again then.</p>'

const proven = ({ event, checkpoint }: Proof): string => `<h1>It stands in the record</h1>
<p><strong>${escapeHtml(event.name)}</strong>, on ${moment(event.at)}, is event ${event.id}. It has not been changed since checkpoint ${checkpoint.number} was signed on ${moment(checkpoint.at)}.</p>
<p>The proof itself, for a program to check: <code>GET /v1/receipts/…</code> with this receipt.</p>`
