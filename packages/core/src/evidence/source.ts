/** The contract of an evidence source: a fact about an account that its owner may remember and its directory knows. Members are in folders beside this file. */
import * as v from 'valibot'

/** Security: facts that the site's own records hold anyway. Nobody ever chooses such a question or answer, and none is kept as a secret (R-219, docs/adr/1022). */
export const evidenceNames = ['account-made', 'password-changed', 'last-order'] as const
export const EvidenceNameSchema = v.picklist(evidenceNames)
export type EvidenceName = (typeof evidenceNames)[number]

/** A month of a year, or a year alone; or a line of text. */
const evidenceKinds = ['month', 'text'] as const
export const EvidenceKindSchema = v.picklist(evidenceKinds)
export type EvidenceKind = (typeof evidenceKinds)[number]

export const grades = ['match', 'near', 'no'] as const
export type Grade = (typeof grades)[number]

/** What became of a question. `unknown`: the directory has nothing to compare with. */
const evidenceFindings = [...grades, 'unanswered', 'unknown'] as const
export type EvidenceFinding = (typeof evidenceFindings)[number]

export interface EvidenceSource<Name extends EvidenceName = EvidenceName> {
  name: Name
  /** How it is asked for, and how what is typed is read. */
  asks: EvidenceKind
  /** What a match weighs where the realm says nothing else; near is worth half of it. */
  weight: number
  /** Why so much: what somebody who only guesses has to expect. */
  why: string
  /** Both as `readAnswer` makes them; of a text, keyed digests of that. */
  grade(answer: string, reference: string): Grade
}
