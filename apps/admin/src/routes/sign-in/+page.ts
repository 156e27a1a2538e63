/** The ways to sign in beside passkey and password. If they cannot be loaded, those two are enough. */
import { call } from '$lib/api.ts'

export const load = async ({ fetch }) => ({
  provider: (await call('GET /sign-in', {}, fetch).catch(() => undefined))?.identityProvider ?? null,
})
