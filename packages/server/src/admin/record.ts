/** Console routes for the audit log: read, verify and export it. */
import { Readable } from 'node:stream'
import * as v from 'valibot'
import { createChain } from '../audit/chain.ts'
import { createNotary, newestCheckpoint } from '../audit/checkpoint.ts'
import { exportFormats } from '../audit/export-events.ts'
import { actors, listEvents } from '../audit/list-events.ts'
import { showReceipt } from '../audit/prove.ts'
import { exportRecord } from '../operators/export-record.ts'
import { ProblemError } from '../problems/problem.ts'
import { forOperators } from './route.ts'
import { CursorSchema, MomentSchema, SecondSchema, WordSchema } from './schemas.ts'

const PAGE = 50

export const auditRoutes = {
  'GET /events': forOperators('record.read', {
    query: v.strictObject({
      realm: WordSchema,
      name: WordSchema,
      flow: WordSchema,
      account: WordSchema,
      actor: v.optional(v.picklist(actors)),
      operator: WordSchema,
      from: MomentSchema,
      before: MomentSchema,
      after: CursorSchema,
    }),
    async answer({ query: { after, ...filter } }, deps) {
      const { events, next } = await listEvents(deps.db.read, filter, PAGE, after && { at: after.at, id: Number(after.id) })
      const shown = events.map(({ details, receipt: _, ...event }) => ({
        ...event,
        details: JSON.parse(details) as Record<string, string | number | boolean>,
      }))
      return { events: shown, ...(next && { next: `${next.at}.${next.id}` }) }
    },
  }),
  'GET /record': forOperators('record.read', {
    quiet: true,
    async answer(_, deps) {
      const head = await createChain(deps.keys).head(deps.db.read)
      return {
        events: head.event,
        checkpoint: (await newestCheckpoint(deps.db.read)) ?? null,
        publicKey: createNotary(deps.keys).publicKey,
        running: deps.verifications.progress() ?? null,
        last: (await deps.verifications.last()) ?? null,
      }
    },
  }),
  /** If a verification is running already, it continues: a second one would find the same. */
  'POST /record/verify': forOperators('record.verify', {
    async answer(_, deps) {
      deps.verifications.start()
    },
  }),
  /** In the body, so that it appears in no log. */
  'POST /record/prove': forOperators('record.read', {
    body: v.strictObject({ receipt: v.pipe(v.string(), v.maxLength(200)) }),
    async answer({ body: { receipt } }, deps) {
      const reply = await showReceipt(receipt, deps.db.read, createNotary(deps.keys).publicKey)
      if (!reply) throw new ProblemError('not-found')
      return reply
    },
  }),
  'GET /exports': forOperators('record.exports', {
    quiet: true,
    answer: async ({ signedIn }, deps) => ({ exports: deps.exports.list(signedIn.operator.id) }),
  }),
  'POST /exports': forOperators('record.export', {
    body: v.strictObject({
      format: v.picklist(exportFormats),
      realm: WordSchema,
      from: v.optional(v.number()),
      before: v.optional(v.number()),
      second: v.optional(SecondSchema),
    }),
    answer: ({ body: { second, ...what }, signedIn, by }, deps) => exportRecord({ what, signedIn, second, by }, deps),
  }),
  'GET /exports/:export': forOperators('record.exports', {
    async answer({ params, signedIn }, deps) {
      const found = deps.exports.read(params.export ?? '', signedIn.operator.id)
      if (!found) throw new ProblemError('not-found')
      const day = new Date(found.startedAt).toISOString().slice(0, 10)
      const type = found.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
      return { download: Readable.toWeb(found.bytes) as ReadableStream, fileName: `regain-record-${day}.${found.format}`, type }
    },
  }),
}
