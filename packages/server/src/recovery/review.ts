/** "Someone else is in my account": recent activity, read in the transaction of the proof, and the owner's answer about what was not theirs. */
import type { AnswerOf, Proof, Review, Reviewed } from '@regain/core'
import { disowned, maskDestination, notMineSince, sameAddress } from '@regain/core'
import { readActivity } from '../audit/read-activity.ts'
import type { Capsule } from '../changes/capsule.ts'
import { isOfMethod, unexpiredCapsules } from '../changes/capsule.ts'
import { differenceOf, type Things } from '../changes/difference.ts'
import type { Tx } from '../db/database.ts'
import type { AccountDestination } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { learn, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { serverMethods } from '../methods/index.ts'
import { type Kept, listKept } from '../methods/kept.ts'
import { freeze } from '../undo/freeze.ts'
import { DAY_MS } from '../world/clock.ts'
import { LATELY_MS } from './clean-up.ts'

/** As many as a person reads with care. */
const MOST_SHOWN = 20

/** What proved this flow, and how old it is. Security: a new address or method may be a thief's, who would disown the owner's changes. */
interface Provers {
  /** Two operators approved it. */
  people: boolean
  addresses: AccountDestination[]
  /** When each kept method that proved it was set up, in ms. */
  kept: number[]
}

interface Known {
  kept: Kept[]
  proven: readonly Proof[]
  provers: Provers
  current: Things | undefined
}

export async function readKnown(tx: Tx, { stored: { row, named }, site }: OpenFlow, deps: RecoveryDeps): Promise<Known> {
  const { realm } = site
  const kept = await listKept(tx, { realm: realm.id, account: row.account ?? '' }, deps.keys)
  const { proven } = row
  const current = realm.webhook ? undefined : await readAccount(tx, realm.id, named?.accountId ?? '')
  const used = (named?.provenBy ?? []).flatMap((place) => named?.destinations[place] ?? [])
  const isUsed = (address: AccountDestination) => used.some((one) => sameAddress(one, address))
  // A site that keeps its own accounts doesn't say since when.
  const addresses = current?.destinations.filter(isUsed) ?? used.map((one) => ({ ...one, verified: true, since: 0 }))
  const ages = kept.filter(({ method }) => proven.includes(method)).map(({ since, newest = since }) => newest)
  return { kept, proven, current, provers: { people: proven.includes('operator'), addresses, kept: ages } }
}

const mayUndo = ({ before }: Capsule, { people, addresses, kept }: Provers): boolean =>
  people ||
  addresses.some((one) => before.holders.some((holder) => sameAddress(holder, one))) ||
  kept.some((since) => since < before.olderThan)

export const isOlder = ({ people, addresses, kept }: Provers, at: number): boolean =>
  people || [...addresses.map(({ since }) => since), ...kept].some((since) => since < at)

/** Leaves out changes of methods: the list shows methods as they are now, each passkey by itself. A disowned one is removed with the new password, without a freeze. */
async function listed(tx: Tx, { stored, now }: OpenFlow, { seal }: RecoveryDeps): Promise<Capsule[]> {
  const capsules = await unexpiredCapsules(tx, stored.row.account ?? '', now, seal)
  return capsules.filter(({ change }) => !isOfMethod(change))
}

/** Shown only after the proofs that the account asks for. */
export async function readReview(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<Review> {
  const { stored } = open
  const account = stored.row.account ?? ''
  const known = await readKnown(tx, open, deps)
  const capsules = await listed(tx, open, deps)
  const changes = [...undoable(capsules, known), ...added(capsules, known), ...(await setUp(tx, open, known))].sort(
    (one, other) => other.at - one.at,
  )
  const told = newestAndOldest(changes).map((change, place): Reviewed => ({ ref: `change-${place}`, ...change }))
  return {
    changes: told,
    lately: await readActivity(tx, { realm: open.site.realm.id, accountId: stored.named?.accountId ?? '', account, butNot: stored.row.id }),
  }
}

type Told = Omit<Reviewed, 'ref'>

/** Security: an intruder could bury the first change under many later ones, and undoing the first undoes all of them. */
const newestAndOldest = (changes: readonly Told[]): readonly Told[] =>
  changes.length <= MOST_SHOWN ? changes : [...changes.slice(0, MOST_SHOWN / 2), ...changes.slice(-MOST_SHOWN / 2)]

function undoable(capsules: readonly Capsule[], { provers, current }: Known): Told[] {
  return capsules.map((capsule, place) => {
    const after = capsules[place + 1]?.before.account ?? current
    const { addressesBack, addressesGone, namesBack, namesGone } = differenceOf(capsule.before.account, after ?? capsule.before.account)
    const [gone, came] = [new Set([...namesBack, ...addressesBack]), new Set([...namesGone, ...addressesGone])]
    return {
      change: capsule.change,
      at: capsule.at,
      fate: mayUndo(capsule, provers) ? 'open' : 'stays',
      ...(gone.size > 0 && { gone: [...gone] }),
      ...(came.size > 0 && { came: [...came] }),
    }
  })
}

/** Addresses that were added later and whose change can no longer be undone. If the owner disowns them, they are removed with the new password. */
function added(capsules: readonly Capsule[], { provers, current }: Known): Told[] {
  const all = current?.destinations ?? []
  const first = Math.min(...all.map(({ since }) => since))
  return all
    .filter(({ since }) => since > first && !capsules.some(({ at }) => at <= since))
    .filter((one) => one.verified && !provers.addresses.some((other) => sameAddress(other, one)))
    .map(({ channel, value, since }) => ({
      change: 'addresses-changed',
      at: since,
      fate: isOlder(provers, since) ? 'open' : 'stays',
      came: [maskDestination(channel, value)],
    }))
}

/** Methods that were set up as recently as a change could be undone. */
async function setUp(tx: Tx, { stored, site, now }: OpenFlow, { kept, proven, provers }: Known): Promise<Told[]> {
  const of = { realm: site.realm.id, account: stored.row.account ?? '' }
  const told: Told[] = []
  for (const { method, since } of kept) {
    const each = await serverMethods[method].several?.each(tx, of)
    if (!each && proven.includes(method)) continue
    for (const { since: at } of each ?? [{ since }]) {
      if (at < now - site.realm.policy.undoDays * DAY_MS) continue
      const fate = at >= now - LATELY_MS ? 'goes' : isOlder(provers, at) ? 'open' : 'stays'
      told.push({ change: 'method-set-up', at, fate, method })
    }
  }
  return told
}

/** Everything since the first disowned change is undone together with the new password. The account is frozen until then, as by that change's undo link. */
export async function takeReview(tx: Tx, open: OpenFlow, { notMine }: AnswerOf<'review'>, deps: RecoveryDeps): Promise<Answered> {
  const { stored, site, now, request } = open
  const { row, named } = stored
  if (!named?.review || named.decoy || named.drill) throw new Error('takeReview called without a review in the flow')
  const since = notMineSince(named.review, notMine)
  const capsule = since === undefined ? undefined : await firstSince(tx, open, since, deps)
  const { requestId } = request.visitor
  const generation = capsule && (await freeze(tx, { capsule, site, flow: row.id, requestId, now }, deps))
  const said = {
    reviewed: true,
    ...(since !== undefined && { notMineSince: since }),
    ...(capsule && { undo: capsule.id }),
    ...(generation !== undefined && { generation }),
  }
  const marked = disowned(named.review, notMine).length
  const details = { changes: named.review.changes.length, marked, ...(capsule && { undoes: capsule.change }) }
  await note(tx, open, 'flow.reviewed', { details })
  return { open: learn(open, said) }
}

async function firstSince(tx: Tx, open: OpenFlow, since: number, deps: RecoveryDeps): Promise<Capsule | undefined> {
  const { provers } = await readKnown(tx, open, deps)
  const capsules = await listed(tx, open, deps)
  return capsules.find((capsule) => capsule.at >= since && mayUndo(capsule, provers))
}
