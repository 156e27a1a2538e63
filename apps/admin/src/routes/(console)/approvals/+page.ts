/** Requests for a second person, and their outcomes. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:approvals')
  const before = url.searchParams.get('after')
  const [open, page, rules] = await Promise.all([
    call('GET /approvals', { query: { open: 'true' } }, fetch),
    call('GET /approvals', { query: before ? { before } : {} }, fetch),
    call('GET /approval-rules', {}, fetch),
  ])
  return { open, page, rules }
}
