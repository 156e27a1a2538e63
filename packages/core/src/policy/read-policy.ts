/** Reads a policy from JSON, and lists the places that are invalid. */
import * as v from 'valibot'
import type { Policy } from './policy.ts'
import { PolicySchema } from './policy.ts'

/** `wrong`: paths such as `code.digits`. */
export function readPolicy(written: unknown): { ok: true; policy: Policy } | { ok: false; wrong: string[] } {
  const parsed = v.safeParse(PolicySchema, written)
  return parsed.success
    ? { ok: true, policy: parsed.output }
    : { ok: false, wrong: parsed.issues.map((issue) => v.getDotPath(issue) ?? '') }
}
