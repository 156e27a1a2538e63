/** The facts about an account, given by the site, that raise its gate. */
import type { GateFacts } from '@regain/core'
import type { FoundAccount } from './directory.ts'

export const gateFactsOf = (account: Pick<FoundAccount, 'assurance' | 'privileged'> | undefined): GateFacts => ({
  ...(account?.assurance === 'aal2' && { strong: true }),
  ...(account?.privileged && { privileged: true }),
})
