/** Begins a practice run: a flow for a forgotten password, with the account already named, which cannot lead to a change. */
import type { StartedReply } from '@regain/core'
import { isKept, isSent, methods } from '@regain/core'
import { and, eq, gt } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import { enrolments } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import type { StartByLink } from '../flows/begin-flow.ts'
import { beginFlow } from '../flows/begin-flow.ts'
import { endFlow } from '../flows/end-flow.ts'
import type { Named } from '../flows/facts.ts'
import { nameKnown } from '../flows/name-known.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site, Sites } from '../sites/realm.ts'

type DrillNeeds = RecoveryDeps & { sites: Sites }

/** Stored in the table of security page tokens under a digest of its own: a practice key can't open that page, and that page's token can't start a run. */
export const drillDigest = (token: string, { keys }: { keys: Keys }): string => keys.digest('enrolment', 'drill', token)

const isDrill = (token: string, now: number, needs: { keys: Keys }) =>
  and(eq(enrolments.digest, drillDigest(token, needs)), gt(enrolments.expiresAt, now))

/** Only reads. Undefined: used, expired, or never issued. */
export async function findDrill(token: string, needs: DrillNeeds): Promise<{ site: Site } | undefined> {
  const [row] = await needs.db.read
    .select({ site: enrolments.site })
    .from(enrolments)
    .where(isDrill(token, needs.clock.now(), needs))
  const site = row && (await needs.sites.byKey(row.site))
  return site && { site }
}

export async function startDrill({ token, locale, visitor }: StartByLink, needs: DrillNeeds): Promise<StartedReply> {
  const found = await findDrill(token, needs)
  if (!found) throw new ProblemError('not-found')
  const { site } = found
  const realm = site.realm.id
  const now = needs.clock.now()
  return await needs.db.write(async (tx) => {
    await mustLetIn(tx, 'start', site.realm, visitor.address, needs, 'link')
    const [way] = await tx
      .delete(enrolments)
      .where(isDrill(token, now, needs))
      .returning()
    const read = way && (await readAccount(tx, realm, way.account))
    // Security: as on the page that opened it, a session from before the last password, or of a locked account, does not count.
    if (!read || read.generation !== way.generation || read.lock) throw new ProblemError('not-found')
    const named = nameOf(site, read, now, needs)
    const account = accountDigest(needs.keys, realm, read.id)
    const known = { named, account, proven: [] }
    const started = await beginFlow(tx, { site, reason: 'forgot-password', locale, visitor, known, details: { drill: true } }, now, needs)
    const event = { at: now, actor: 'person', realm, site: site.key, flow: started.flow.id, account, requestId: visitor.requestId } as const
    const offers = named.offers.filter(({ method }) => isSent(method)).length
    await record(tx, { ...event, name: 'flow.identified', details: { decoy: false, kind: named.name.kind, offers, drill: true } })
    const { step } = started.flow
    // A person without any method sees that result immediately.
    if (step.type === 'done' && (await endFlow(tx, started.flow.id, { outcome: step.outcome }, now)))
      await record(tx, { ...event, name: 'flow.practised', details: { passed: false, drill: true } })
    return started
  })
}

function nameOf(site: Site, account: FoundAccount, now: number, needs: DrillNeeds): Named {
  const [first] = account.destinations
  const name =
    account.identifiers[0] ?? (first ? { kind: first.channel, value: first.value } : { kind: 'handle' as const, value: account.id })
  // A practice run does not bother other people.
  const offered = methodsThatWork(site.realm.policy, needs).filter((method) => !isKept(method) || methods[method].asksBy === undefined)
  const named = nameKnown({ site, username: name.value, name, account, offered, now }, needs.keys, needs.chance)
  return { ...named, drill: true }
}
