/** The contract of an evidence source: a fact about an account that its owner may remember and its directory knows. Members are in folders beside this file. */
import * as v from 'valibot'

/** Security: facts that the site's own records already contain. Nobody chooses such a question or answer, and none is stored as a secret (R-219, docs/adr/1022). */
export const evidenceNames = ['account-made', 'password-changed', 'last-order'] as const
export const EvidenceNameSchema = v.picklist(evidenceNames)
export type EvidenceName = (typeof evidenceNames)[number]

/** A month of a year, or a year alone; or a line of text. */
const evidenceKinds = ['month', 'text'] as const
export const EvidenceKindSchema = v.picklist(evidenceKinds)
export type EvidenceKind = (typeof evidenceKinds)[number]

export const grades = ['match', 'near', 'no'] as const
export type Grade = (typeof grades)[number]

/** The grade of an answer. `unknown`: the directory has nothing to compare with. */
const evidenceFindings = [...grades, 'unanswered', 'unknown'] as const
export type EvidenceFinding = (typeof evidenceFindings)[number]

export interface EvidenceSource<Name extends EvidenceName = EvidenceName> {
  name: Name
  /** The kind of question, which also decides how the answer is read. */
  asks: EvidenceKind
  /** The default weight of a match; near is worth half of it. */
  weight: number
  /** The reason for that weight: the odds of guessing it. */
  why: string
  /** Both in the form of `readAnswer`; texts as keyed digests of it. */
  grade(answer: string, reference: string): Grade
}
