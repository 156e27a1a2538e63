/** How long a lease lasts. A process extends its leases while it works, so work of any length keeps its lease; a process that dies loses it. */

/** A process that died loses what it held after this time at the latest. */
export const LEASE_MS = 4500
/** Three signs of life fit into a lease, so one that comes late costs nothing. */
const BEAT_MS = 1500

/** Calls `extend` again and again until the returned function is called. A beat that fails is not made up for: the next one follows soon. */
export function startBeat(extend: () => Promise<unknown>): () => void {
  const timer = setInterval(() => void extend().catch(() => undefined), BEAT_MS)
  return () => clearInterval(timer)
}
