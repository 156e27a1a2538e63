/** Whether a person could still recover their account after losing one thing, by which methods, and what they could add. */
import * as v from 'valibot'
import type { Channel } from '../identifier/kind.ts'
import { channelOf, methods } from '../methods/index.ts'
import { isAsked, isKept, isSent, type KeptMethodName, type MethodName, MethodNameSchema } from '../methods/method.ts'
import type { Gate } from './gate.ts'
import { countProofs } from './proofs.ts'

/** What a person can lose. An authenticator app is lost with the phone. */
export const losses = ['phone', 'mailbox', 'sheet'] as const
const LossSchema = v.picklist(losses)
export type Loss = v.InferOutput<typeof LossSchema>

export const ReadinessSchema = v.array(
  v.strictObject({
    lost: LossSchema,
    ready: v.boolean(),
    /** Methods that would remain. */
    by: v.array(MethodNameSchema),
    /** Methods that would fix it, or make it safer. */
    add: v.array(MethodNameSchema),
  }),
)
export type Readiness = v.InferOutput<typeof ReadinessSchema>

export interface Has {
  /** Verified addresses. */
  destinations: readonly { channel: Channel }[]
  /** Methods that are set up and work. */
  kept: readonly KeptMethodName[]
}

const lostWith = (method: MethodName): Loss | undefined =>
  isSent(method) ? (methods[method].channel === 'email' ? 'mailbox' : 'phone') : isKept(method) ? methods[method].lostWith : undefined

const countOf = ({ destinations, kept }: Has, method: MethodName): number =>
  isSent(method)
    ? destinations.filter(({ channel }) => channel === methods[method].channel).length
    : Number(isKept(method) && kept.includes(method))

/** Only one of two mailboxes is lost at a time; a phone is lost with everything on it. */
const leftAfter = (lost: Loss, has: readonly MethodName[], what: Has): MethodName[] =>
  has.filter((method) => lostWith(method) !== lost || (lost === 'mailbox' && countOf(what, method) > 1))

/** The methods by which the person could prove the account now. */
export const waysOf = (has: Has, usable: readonly MethodName[]): MethodName[] => usable.filter((method) => countOf(has, method) > 0)

/** `works`: the realm's methods that this server can offer. Only what the person has can be lost. */
export function readinessOf(what: Has, works: readonly MethodName[], gate: Gate): Readiness {
  // A code and a link to one mailbox are one way, and are lost together. Nobody knows in advance whether a device will still be signed in.
  const usable = works.filter((method, place) =>
    isSent(method) ? works.findIndex((other) => channelOf(other) === channelOf(method)) === place : !isAsked(method),
  )
  const has = waysOf(what, usable)
  return losses
    .filter((lost) => has.some((method) => lostWith(method) === lost))
    .map((lost) => {
      const by = leftAfter(lost, has, what)
      const ready = countProofs(by, gate) >= gate.needed
      return { lost, ready, by, add: ready ? [] : usable.filter((method) => !by.includes(method) && lostWith(method) !== lost) }
    })
}

export interface Standing {
  /** The number of addresses and kept methods. */
  ways: number
  /** How many losses would lock the person out; `nothing`: they can't recover even now. */
  lockedOutBy: 'nothing' | 'one-loss' | 'several'
  /** Whether they could still recover after losing it. True if they never had it. */
  without: Readonly<Record<Loss, boolean>>
}

/** A person's readiness, as a realm counts it. */
export function standingOf(what: Has, usable: readonly MethodName[], gate: Gate): Standing {
  const has = waysOf(what, usable)
  const isEnough = (by: readonly MethodName[]) => countProofs(by, gate) >= gate.needed
  const without = { phone: true, mailbox: true, sheet: true }
  for (const lost of losses) without[lost] = isEnough(leftAfter(lost, has, what))
  const any = losses.every((lost) => without[lost])
  const lockedOutBy = !isEnough(has) ? 'nothing' : any ? 'several' : 'one-loss'
  // An address is one way, however many methods can use it.
  const ways =
    what.destinations.filter(({ channel }) => has.some((method) => channelOf(method) === channel)).length + has.filter(isKept).length
  return { ways, lockedOutBy, without }
}
