/** The realms in which an account can be found. */
import { call } from '$lib/api.ts'

export const load = async ({ fetch }) => ({ realms: await call('GET /realms', {}, fetch) })
