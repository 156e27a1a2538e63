/** If only the address that proved a recovery would be notified, the new password waits (NIST SP 800-63B-4 4.6, R-508). */
import { isSent } from '../methods/method.ts'
import type { Policy } from '../policy/policy.ts'
import type { Flow } from './flow.ts'

const HOUR_MS = 3_600_000
/** How long the window stays open after the wait. Our own choice, as for the link of a case. */
export const WAIT_GOOD_MS = 72 * HOUR_MS

/** The owner learns in another way of a method of another kind, or of a grant by operators after its own hold. */
export const mustWait = ({ named, proven }: Pick<Flow, 'named' | 'proven'>, { hold }: Policy): boolean =>
  hold.onlyAddressHours > 0 &&
  named?.signals?.includes('only-address') === true &&
  proven.every((proof) => proof !== 'operator' && isSent(proof))

/** When a wait that begins now ends, in ms. */
export const waitUntil = ({ hold }: Policy, now: number): number => now + hold.onlyAddressHours * HOUR_MS
