/** The page for the holder of a receipt: shows that their event is in the audit log, and the key that signed its checkpoint. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { createNotary } from '../audit/checkpoint.ts'
import { ReceiptReplySchema, showReceipt } from '../audit/prove.ts'
import type { Api } from '../http/api.ts'
import { sayTime } from '../outbox/messages/say-time.ts'
import { ProblemError } from '../problems/problem.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { paragraph, quietParagraph, textPage } from './text-page.ts'

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
      summary: 'The public key of the audit log’s checkpoints',
      details: 'A JWK (RFC 8037). To verify a proof without trusting this server, use a copy of the key that you stored earlier.',
      replies: { 200: { description: 'The key.', json: PublicKeySchema } },
    },
    async ({ reply }) => reply(200, { kty: 'OKP', crv: 'Ed25519', x: publicKey, use: 'sig', alg: 'EdDSA' }),
  )
  route(
    'get',
    '/v1/receipts/:receipt',
    {
      part: 'pages',
      summary: 'Prove that a receipt’s event is in the audit log',
      details:
        'Returns the event, a Merkle path (RFC 9162) and the signed checkpoint that it leads to; or `pending` until the next checkpoint, which takes a minute at most.',
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
      summary: 'The same proof as a page',
      replies: { 200: { description: 'The page.', type: 'text/html' } },
      problems: ['not-found', 'unavailable'],
    },
    async ({ c }) => {
      return page(c, await show(c.req.param('receipt') ?? ''))
    },
  )

  async function show(typed: string): Promise<ReceiptReply> {
    const reply = await showReceipt(typed, deps.db.read, publicKey)
    if (!reply) throw new ProblemError('not-found')
    return reply
  }
}

function page(c: Context, reply: ReceiptReply): Response {
  const language = languageOf(c)
  const t = textsFor(language).pages.receipts
  if (reply.state === 'pending') return textPage(c, { language, title: t.pendingTitle, body: paragraph(t.pending) })
  const { event, checkpoint } = reply
  const body = [
    paragraph(t.changed(sayTime(event.at, { language }))),
    paragraph(t.unchanged(sayTime(checkpoint.at, { language }))),
    paragraph(t.notYou),
    quietParagraph(t.forPrograms(event.id, checkpoint.number)),
  ]
  return textPage(c, { language, title: t.title, body: body.join('\n') })
}
