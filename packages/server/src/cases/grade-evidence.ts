/** Compares what a person remembers of an account with what its directory knows. Only the grades are stored, neither the answer nor the reference. */
import type { AnswerOf, EvidenceFinding, EvidenceName, Facts, Graded } from '@regain/core'
import { evidence, readAnswer } from '@regain/core'
import { comparable } from '../directory/facts.ts'
import { findByName } from '../directory/find-by-name.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'

export async function gradeEvidence({ site, stored }: OpenFlow, answer: AnswerOf<'help'>, deps: RecoveryDeps): Promise<Graded> {
  const { id: realm, policy } = site.realm
  const { sources } = policy.evidence
  if (sources.length === 0 || !stored.named) return {}
  const { name: identifier, other, holder } = stored.named
  // Security: looks the account up by name, as the flow did, because the time of that call does not reveal whether the account exists.
  const found = await findByName(deps.directoryOf(site.realm), { identifier, ...(other && { other }) })
  const facts = found.result === 'found' && found.account.id === holder ? (found.account.facts ?? {}) : {}
  return Object.fromEntries(sources.map((source) => [source, gradeOne(source, answer.evidence?.[source] ?? '', facts, { realm, deps })]))
}

/** A value that no directory contains. */
const NOTHING = { month: '0001-01', text: '-' } as const

interface Around {
  realm: string
  deps: Pick<RecoveryDeps, 'keys'>
}

function gradeOne(source: EvidenceName, typed: string, facts: Facts, { realm, deps: { keys } }: Around): EvidenceFinding {
  const { asks, grade } = evidence[source]
  const read = readAnswer[asks](typed)
  const nothing = comparable(keys, realm, source, NOTHING[asks])
  // Security: graded even without a reference, so that an unknown name costs the same.
  const found = grade(comparable(keys, realm, source, read ?? NOTHING[asks]), facts[source] ?? nothing)
  if (read === undefined) return 'unanswered'
  return facts[source] === undefined ? 'unknown' : found
}
