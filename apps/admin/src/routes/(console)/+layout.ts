/** Every page of the console needs a signed-in operator; permissions are read again at each visit. */
import { redirect } from '@sveltejs/kit'
import { base } from '$app/paths'
import { Refused } from '$lib/api.ts'
import { readMe } from '$lib/session.svelte.ts'

export async function load({ fetch, url }) {
  try {
    return { me: await readMe(fetch) }
  } catch (error) {
    if (error instanceof Refused && error.status === 401) {
      const to = url.pathname.slice(base.length) + url.search
      redirect(307, `${base}/sign-in?${new URLSearchParams({ to })}`)
    }
    throw error
  }
}
