/** What the page may offer beside passkey and password. When that can't be asked, those two are enough. */
import { call } from '$lib/api.ts'

export const load = async ({ fetch }) => ({
  provider: (await call('GET /sign-in', {}, fetch).catch(() => undefined))?.identityProvider ?? null,
})
