/** The signed-in operator, their permissions, and when the session ends. */
import type { Reply } from './api.ts'
import { call } from './api.ts'

export type Me = Reply<'GET /me'>
export type Permission = Me['permissions'][number]

let me = $state<Me>()
let idleEndsAt = $state(0)

export const session = {
  get me() {
    return me
  },
  /** In ms since the epoch, by the server's clock. */
  get idleEndsAt() {
    return idleEndsAt
  },
}

export const may = (permission: Permission): boolean => me?.permissions.includes(permission) ?? false

/** Permissions are read at each visit of a page, so a change of role takes effect at the next click. */
export async function readMe(fetcher: typeof fetch = fetch): Promise<Me> {
  me = await call('GET /me', {}, fetcher)
  idleEndsAt = me.session.idleEndsAt
  return me
}

export async function stillHere(): Promise<void> {
  idleEndsAt = (await call('POST /me/here')).idleEndsAt
}

export async function signOut(): Promise<void> {
  await call('POST /me/sign-out')
  forget()
}

export function forget(): void {
  me = undefined
}
