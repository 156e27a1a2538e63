/** Finds failing channels and a broken audit log. */
import type { Chain } from '../audit/chain.ts'
import { BEGINNING } from '../audit/chain.ts'
import { newestCheckpoint } from '../audit/checkpoint.ts'
import type { Verifications } from '../audit/verifications.ts'
import { walk } from '../audit/walk.ts'
import type { Database, Reader } from '../db/database.ts'
import { channelStates } from '../outbox/list-deliveries.ts'
import type { Clock } from '../world/clock.ts'
import type { Finding } from './find-spikes.ts'
import type { AlertSettings } from './rules.ts'

export interface FaultNeeds {
  db: Database
  clock: Clock
  chain: Chain
  verifications: Verifications
}

export async function findFaults(rules: AlertSettings['rules'], needs: FaultNeeds): Promise<Finding[]> {
  const none = { realm: '', threshold: 0, usual: 0 }
  const failing = rules['delivery-failing'].on ? (await channelStates(needs)).filter((one) => one.failing) : []
  const broken = rules['record-broken'].on ? await firstBroken(needs) : undefined
  return [
    ...failing.map(({ channel, waiting }) => ({ ...none, rule: 'delivery-failing' as const, subject: channel, count: waiting })),
    ...(broken === undefined ? [] : [{ ...none, rule: 'record-broken' as const, subject: '', count: broken }]),
  ]
}

/** The number of the first broken event. Events since the last checkpoint are verified now; earlier ones by the last verification. */
async function firstBroken({ db, chain, verifications }: FaultNeeds): Promise<number | undefined> {
  return (await brokenSinceCheckpoint(db.read, chain)) ?? (await verifications.last())?.firstBroken ?? undefined
}

async function brokenSinceCheckpoint(read: Reader, chain: Chain): Promise<number | undefined> {
  const checkpoint = await newestCheckpoint(read)
  const steps = walk(read, chain, { event: checkpoint?.last ?? 0, link: checkpoint?.head ?? BEGINNING })
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
  }
}
