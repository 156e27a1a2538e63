/** One account, its attempts, and the operators in its history. */
import { call } from '$lib/api.ts'
import { namesOfStaff } from '$lib/staff.ts'

const FEW = 8

export async function load({ fetch, params: { realm, account: id } }) {
  const [account, realms, names] = await Promise.all([
    call('GET /accounts/:realm/:account', { params: { realm, account: id } }, fetch),
    call('GET /realms', {}, fetch),
    namesOfStaff(fetch),
  ])
  const { attempts } = await call('GET /attempts', { query: { account: account.digest } }, fetch)
  return { account, attempts: attempts.slice(0, FEW), realmName: realms.find(({ id: one }) => one === realm)?.name ?? realm, names }
}
