/** Whether a person could still recover their account after losing one thing, by which methods, and what they could add. */
import * as v from 'valibot'
import type { Channel } from '../identifier/kind.ts'
import { channelOf, methods } from '../methods/index.ts'
import { isAsked, isKept, isSent, type KeptMethodName, type MethodName, MethodNameSchema } from '../methods/method.ts'
import type { Gate } from './gate.ts'
import { countProofs } from './proofs.ts'

/** What a person can lose. An authenticator app goes with the phone. */
export const losses = ['phone', 'mailbox', 'sheet'] as const
const LossSchema = v.picklist(losses)
export type Loss = v.InferOutput<typeof LossSchema>

export const ReadinessSchema = v.array(
  v.strictObject({
    lost: LossSchema,
    ready: v.boolean(),
    /** What would be left. */
    by: v.array(MethodNameSchema),
    /** What would fix it, or make it safer. */
    add: v.array(MethodNameSchema),
  }),
)
export type Readiness = v.InferOutput<typeof ReadinessSchema>

export interface Has {
  /** Verified addresses. */
  destinations: readonly { channel: Channel }[]
  /** What is set up, and good. */
  kept: readonly KeptMethodName[]
}

const lostWith = (method: MethodName): Loss | undefined =>
  isSent(method) ? (methods[method].channel === 'email' ? 'mailbox' : 'phone') : isKept(method) ? methods[method].lostWith : undefined

const countOf = ({ destinations, kept }: Has, method: MethodName): number =>
  isSent(method)
    ? destinations.filter(({ channel }) => channel === methods[method].channel).length
    : Number(isKept(method) && kept.includes(method))

/** Of two mailboxes one is lost at a time; a phone is lost with all that is on it. */
const leftAfter = (lost: Loss, has: readonly MethodName[], what: Has): MethodName[] =>
  has.filter((method) => lostWith(method) !== lost || (lost === 'mailbox' && countOf(what, method) > 1))

/** Those by which somebody could prove themselves now. */
export const waysOf = (has: Has, usable: readonly MethodName[]): MethodName[] => usable.filter((method) => countOf(has, method) > 0)

/** `works`: the methods of the realm that work. Only what somebody has can be lost. */
export function readinessOf(what: Has, works: readonly MethodName[], gate: Gate): Readiness {
  // A code and a link to one mailbox are one way, and lost together. Nobody knows in advance whether a device will still be signed in.
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
  /** Each address, and each method that is kept. */
  ways: number
  /** How many losses it takes to keep them out; `nothing`: they could not get in as it is. */
  hangsBy: 'nothing' | 'one-thing' | 'several'
  /** Whether they could recover without it. A person who does not have it cannot lose it. */
  without: Readonly<Record<Loss, boolean>>
}

/** How somebody stands, as a realm counts it. */
export function standingOf(what: Has, usable: readonly MethodName[], gate: Gate): Standing {
  const has = waysOf(what, usable)
  const isEnough = (by: readonly MethodName[]) => countProofs(by, gate) >= gate.needed
  const without = { phone: true, mailbox: true, sheet: true }
  for (const lost of losses) without[lost] = isEnough(leftAfter(lost, has, what))
  const any = losses.every((lost) => without[lost])
  const hangsBy = !isEnough(has) ? 'nothing' : any ? 'several' : 'one-thing'
  // An address is one way, by however many methods a message there can prove something.
  const ways =
    what.destinations.filter(({ channel }) => has.some((method) => channelOf(method) === channel)).length + has.filter(isKept).length
  return { ways, hangsBy, without }
}
