/** One attempt, and similar ones. */
import type { Given } from '$lib/api.ts'
import { call } from '$lib/api.ts'
import { namesOfStaff } from '$lib/staff.ts'

const FEW = 5

export async function load({ fetch, params: { attempt: id } }) {
  const [read, names, realms] = await Promise.all([
    call('GET /attempts/:attempt', { params: { attempt: id } }, fetch),
    namesOfStaff(fetch),
    call('GET /realms', {}, fetch),
  ])
  const { account, addressPrefix } = read.attempt
  const like = async (query: NonNullable<Given<'GET /attempts'>['query']>) => {
    const { attempts } = await call('GET /attempts', { query }, fetch)
    return attempts.filter((one) => one.id !== id).slice(0, FEW)
  }
  const [ofAccount = [], ofAddress = []] = await Promise.all([
    account ? like({ account }) : undefined,
    addressPrefix ? like({ addressPrefix }) : undefined,
  ])
  return { ...read, realms, names, ofAccount, ofAddress }
}
