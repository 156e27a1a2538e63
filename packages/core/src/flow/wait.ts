/** If only the address that proved a recovery would hear of it, the new password waits (NIST SP 800-63B-4 4.6, R-508). */
import { isSent } from '../methods/method.ts'
import type { Policy } from '../policy/policy.ts'
import type { Flow } from './flow.ts'

const HOUR_MS = 3_600_000
/** How long the window stays open once the wait is over. Our own proposal, as for the link of a case. */
export const WAIT_GOOD_MS = 72 * HOUR_MS

/** Something of another kind, or the word of the site's people after their own hold, is heard of in another way. */
export const mustWait = ({ named, proven }: Pick<Flow, 'named' | 'proven'>, { hold }: Policy): boolean =>
  hold.onlyAddressHours > 0 &&
  named?.signals?.includes('only-address') === true &&
  proven.every((proof) => proof !== 'operator' && isSent(proof))

/** When a wait that begins now is over, in ms. */
export const waitUntil = ({ hold }: Policy, now: number): number => now + hold.onlyAddressHours * HOUR_MS
