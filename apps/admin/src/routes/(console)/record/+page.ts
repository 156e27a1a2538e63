/** The audit log, filtered, and its state. */
import { call } from '$lib/api.ts'
import { filtered } from '$lib/filtered.ts'
import { may } from '$lib/session.svelte.ts'

export async function load({ fetch, url, parent, depends }) {
  depends('regain:record')
  await parent()
  const [list, record, { exports }] = await Promise.all([
    filtered('GET /events', url.searchParams, ['from', 'before'], fetch),
    call('GET /record', {}, fetch),
    may('record.exports') ? call('GET /exports', {}, fetch) : { exports: [] },
  ])
  return { list, record, exports }
}
