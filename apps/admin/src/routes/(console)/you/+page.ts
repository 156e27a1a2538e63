/** The operator's own profile and sessions. */
import { call } from '$lib/api.ts'

export async function load({ fetch }) {
  const [{ sessions }, credentials] = await Promise.all([call('GET /me/sessions', {}, fetch), call('GET /me/credentials', {}, fetch)])
  return { sessions, credentials }
}
