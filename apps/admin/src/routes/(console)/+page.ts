/** The console begins at its first room. */
import { redirect } from '@sveltejs/kit'
import { base } from '$app/paths'
import { rooms } from '$lib/rooms.ts'

export const load = () => redirect(307, `${base}${rooms[0]?.path ?? '/you'}`)
