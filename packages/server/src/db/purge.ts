/** Removes what is over, a little at a time, so that no lock is held long (R-1110). */
import { setTimeout as wait } from 'node:timers/promises'
import { and, inArray, isNotNull, lt, or } from 'drizzle-orm'
import type { Clock } from '../security/clock.ts'
import type { Database } from './database.ts'
import { challenges, devices, flows, limits, outbox, signInFailures, usedCaptchas } from './schema.ts'

const DAY = 86_400_000
/** Flows stay for operators to look at; their addresses are sealed, and their audit events stay. */
const FLOW_KEPT = 90 * DAY
const OUTBOX_KEPT = 30 * DAY
const DEVICE_KEPT = 180 * DAY
const AT_ONCE = 500

/** How many rows went. */
export async function purge(db: Database, now: number): Promise<number> {
  const rounds = [
    () =>
      db.write(
        async (tx) =>
          (
            await tx
              .delete(usedCaptchas)
              .where(
                inArray(
                  usedCaptchas.nonce,
                  tx.select({ key: usedCaptchas.nonce }).from(usedCaptchas).where(lt(usedCaptchas.expiresAt, now)).limit(AT_ONCE),
                ),
              )
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (
            await tx
              .delete(limits)
              .where(inArray(limits.key, tx.select({ key: limits.key }).from(limits).where(lt(limits.tat, now)).limit(AT_ONCE)))
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (
            await tx.delete(outbox).where(
              inArray(
                outbox.id,
                tx
                  .select({ key: outbox.id })
                  .from(outbox)
                  .where(and(isNotNull(outbox.settledAt), lt(outbox.settledAt, now - OUTBOX_KEPT)))
                  .limit(AT_ONCE),
              ),
            )
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (
            await tx.delete(devices).where(
              inArray(
                devices.digest,
                tx
                  .select({ key: devices.digest })
                  .from(devices)
                  .where(lt(devices.usedAt, now - DEVICE_KEPT))
                  .limit(AT_ONCE),
              ),
            )
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (
            await tx.delete(challenges).where(
              inArray(
                challenges.flow,
                tx
                  .select({ key: challenges.flow })
                  .from(challenges)
                  .where(lt(challenges.expiresAt, now - DAY))
                  .limit(AT_ONCE),
              ),
            )
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (
            await tx.delete(flows).where(
              inArray(
                flows.id,
                tx
                  .select({ key: flows.id })
                  .from(flows)
                  .where(or(lt(flows.startedAt, now - FLOW_KEPT)))
                  .limit(AT_ONCE),
              ),
            )
          ).rowsAffected,
      ),
    () =>
      db.write(
        async (tx) =>
          (await tx.delete(signInFailures).where(and(lt(signInFailures.updatedAt, now - DAY), lt(signInFailures.lockedUntil, now))))
            .rowsAffected,
      ),
  ]
  let gone = 0
  for (const round of rounds) {
    for (let removed = AT_ONCE; removed === AT_ONCE; ) {
      removed = await round()
      gone += removed
    }
  }
  return gone
}

const EVERY_MS = 600_000

export function startPurge(db: Database, clock: Clock, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await purge(db, clock.now()).catch(onFault)
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
