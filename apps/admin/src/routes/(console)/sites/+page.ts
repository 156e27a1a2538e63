/** All sites, by realm. */
import { call } from '$lib/api.ts'

export const load = ({ fetch }) => call('GET /sites', {}, fetch)
