/** The list of evidence sources; the compiler demands a member for each name. */
import * as v from 'valibot'
import { accountMade } from './account-made/index.ts'
import { readAnswer } from './kinds.ts'
import { lastOrder } from './last-order/index.ts'
import { passwordChanged } from './password-changed/index.ts'
import type { EvidenceName, EvidenceSource } from './source.ts'
import { evidenceNames } from './source.ts'

export const evidence: { readonly [Name in EvidenceName]: EvidenceSource<Name> } = {
  'account-made': accountMade,
  'password-changed': passwordChanged,
  'last-order': lastOrder,
}

/** One entry for each source, by its name. */
export const bySource = <Value>(make: (name: EvidenceName) => Value): Record<EvidenceName, Value> =>
  Object.fromEntries(evidenceNames.map((name) => [name, make(name)])) as Record<EvidenceName, Value>

/** One line of text. */
export const EVIDENCE_LENGTH = 64

/** The facts that a site gives about an account, for the sources of its choice. */
export const FactsSchema = v.strictObject(
  bySource((name) =>
    v.optional(
      v.pipe(
        v.string(),
        v.maxLength(EVIDENCE_LENGTH),
        v.check((fact) => readFact(name, fact) !== undefined, 'cannot be read'),
      ),
    ),
  ),
)
/** Each in the form of `readAnswer`; a text as a keyed digest of that form. */
export type Facts = Partial<Record<EvidenceName, string>>

/** A site's fact in the form that is compared; undefined: it can't be. A year alone is enough as an answer, but not as a reference. */
export function readFact(name: EvidenceName, fact: string): string | undefined {
  const read = readAnswer[evidence[name].asks](fact)
  return evidence[name].asks === 'month' && read?.length === 4 ? undefined : read
}
