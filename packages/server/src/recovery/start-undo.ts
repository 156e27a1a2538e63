/** Begins the flow that undoes a change: the link has named the account, and only addresses older than the change can prove it. */
import type { Lock, MethodName, StartedReply } from '@regain/core'
import { isKept, isSent } from '@regain/core'
import { record } from '../audit/record.ts'
import type { Capsule } from '../changes/capsule.ts'
import { unexpiredCapsules } from '../changes/capsule.ts'
import { locksAfter } from '../changes/locks-after.ts'
import type { Tx } from '../db/database.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { mostSevere } from '../directory/read-account.ts'
import type { StartByLink } from '../flows/begin-flow.ts'
import { beginFlow } from '../flows/begin-flow.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import type { Named } from '../flows/facts.ts'
import { nameKnown } from '../flows/name-known.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { listKept } from '../methods/kept.ts'
import { ProblemError } from '../problems/problem.ts'
import type { FoundLink, UndoNeeds } from '../undo/press.ts'
import { findLink } from '../undo/press.ts'

/** Ends all other open flows of the account: if two devices use the link, the later one continues. */
export async function startUndo({ token, locale, visitor }: StartByLink, needs: UndoNeeds): Promise<StartedReply> {
  const found = await findLink(token, needs)
  if (found?.capsule.pressedAt == null) throw new ProblemError('not-found')
  const { site } = found
  const read = await needs.directoryOf(site.realm).read(found.capsule.before.account.id)
  if (read.result === 'unavailable') throw new ProblemError('unavailable', { retryAfterSeconds: 5 })
  if (read.result === 'none') throw new ProblemError('not-found')
  const now = needs.clock.now()
  return await needs.db.write(async (tx) => {
    // Security: limited, because each start ends what the owner is proving elsewhere.
    await mustLetIn(tx, 'start', site.realm, visitor.address, needs, 'link')
    // If an earlier change is disputed as well, undoing that one undoes this one too.
    const pressed = (await unexpiredCapsules(tx, found.capsule.account, now, needs.seal)).filter(({ pressedAt }) => pressedAt !== null)
    const [capsule] = pressed
    if (!capsule || pressed.every((one) => one.id !== found.capsule.id)) throw new ProblemError('not-found')
    const locks = site.realm.webhook ? [read.account.lock].flatMap((lock) => lock ?? []) : await locksAfter(tx, capsule)
    const offered = await provers(tx, capsule, site, needs)
    const named = nameOf({ capsule, site }, read.account, { locks, offered, now }, needs)
    await endFlowsOf(tx, capsule.account, now)
    const known = { named, account: capsule.account, proven: [] }
    const started = await beginFlow(tx, { site, reason: 'compromised', locale, visitor, known, details: { undoes: true } }, now, needs)
    const event = { at: now, actor: 'person', realm: site.realm.id, site: site.key, requestId: visitor.requestId } as const
    const details = { decoy: false, kind: named.name.kind, offers: named.offers.length }
    await record(tx, { ...event, name: 'flow.identified', flow: started.flow.id, account: capsule.account, details })
    return started
  })
}

/** Codes to addresses, and kept methods that are older than the first change that can still be undone: a thief can set up an authenticator app, too. */
async function provers(
  tx: Tx,
  { realm, account, before: { olderThan } }: Capsule,
  site: FoundLink['site'],
  needs: UndoNeeds,
): Promise<MethodName[]> {
  const kept = await listKept(tx, { realm, account }, needs.keys)
  const isOlder = (method: MethodName) =>
    isSent(method) || (isKept(method) && kept.some(({ method: own, since, newest = since }) => own === method && newest < olderThan))
  return methodsThatWork(site.realm.policy, needs).filter(isOlder)
}

interface Known {
  locks: readonly Lock[]
  offered: readonly MethodName[]
  now: number
}

function nameOf({ capsule, site }: FoundLink, account: FoundAccount, { locks, offered, now }: Known, needs: UndoNeeds): Named {
  const { id, identifiers, destinations } = capsule.before.account
  const [name] = identifiers
  const [first] = destinations
  const known = name ?? (first && { kind: first.channel, value: first.value })
  if (!known) throw new Error('startUndo called for an account without a name or address')
  const before: FoundAccount = {
    ...account,
    id,
    destinations: capsule.before.holders,
    identifiers: [...identifiers, ...account.identifiers],
    lock: mostSevere(locks) ?? { cause: 'frozen', since: capsule.pressedAt ?? capsule.at },
  }
  const named = nameKnown({ site, username: known.value, name: known, account: before, offered, now }, needs.keys, needs.chance)
  return { ...named, undo: capsule.id }
}
