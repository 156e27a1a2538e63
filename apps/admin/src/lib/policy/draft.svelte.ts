/** A policy while it is edited: values by their path, even invalid ones, and the differences from the current policy. */
import type { Policy, PolicyChange } from '@regain/core'
import { comparePolicies, readPolicy } from '@regain/core'

type Values = Record<string, unknown>

export type Draft = ReturnType<typeof createDraft>

export function createDraft(current: () => Policy) {
  let written = $state<Values>(clone(current()))
  const read = $derived(readPolicy($state.snapshot(written)))
  const changes = $derived<PolicyChange[]>(read.ok ? comparePolicies(current(), read.policy) : [])

  function set(path: string, value: unknown): void {
    const names = path.split('.')
    const last = names.pop() as string
    const place = names.reduce<Values>((inner, name) => inner[name] as Values, written)
    if (value === undefined) delete place[last]
    else place[last] = value
  }

  return {
    /** Undefined while a value is invalid. */
    get policy() {
      return read.ok ? read.policy : undefined
    },
    get changes() {
      return changes
    },
    /** Whether anything was changed, invalid values included. */
    get isTouched() {
      return !read.ok || changes.length > 0
    },
    isWrong: (path: string): boolean => !read.ok && read.wrong.some((one) => one === path || one.startsWith(`${path}.`)),
    at: (path: string): unknown => path.split('.').reduce<unknown>((inner, name) => (inner as Values | undefined)?.[name], written),
    set,
    /** Starts again from a policy. */
    take(policy: Policy): void {
      written = clone(policy)
    },
    /** Keeps the operator's own changes on top of a newer version that somebody else saved. */
    takeOver(theirs: Policy, own: readonly PolicyChange[]): void {
      written = clone(theirs)
      for (const { path, after } of own) set(path, after)
    },
  }
}

const clone = (policy: Policy): Values => structuredClone($state.snapshot(policy)) as unknown as Values
