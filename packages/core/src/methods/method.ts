/** The contract of a method: a way to prove that the account is yours. Members are in folders beside this file and never import each other. */
import * as v from 'valibot'
import type { Channel } from '../identifier/kind.ts'

/** A code is sent to an existing address of the account, and typed on the screen that asked for it. */
const codeMethodNames = ['email-code', 'sms-code'] as const
/** A message is sent to an existing address of the account. */
const sentMethodNames = [...codeMethodNames, 'email-approval'] as const
/** A method that the person keeps: it has no address, so everybody is offered the same. */
export const keptMethodNames = ['saved-code', 'totp', 'passkey', 'contacts'] as const
/** A signed-in device is asked: nothing is sent and nothing is set up, so everybody is offered the same. */
const askedMethodNames = ['device-approval'] as const
export const methodNames = [...sentMethodNames, ...keptMethodNames, ...askedMethodNames] as const
/** Answered elsewhere, by typing the number on the person's own screen. */
const approvalMethodNames = ['email-approval', 'device-approval'] as const
export const MethodNameSchema = v.picklist(methodNames)
export const KeptMethodNameSchema = v.picklist(keptMethodNames)
export type CodeMethodName = (typeof codeMethodNames)[number]
export type SentMethodName = (typeof sentMethodNames)[number]
export type KeptMethodName = (typeof keptMethodNames)[number]
export type AskedMethodName = (typeof askedMethodNames)[number]
export type MethodName = SentMethodName | KeptMethodName | AskedMethodName

export const isCode = (method: MethodName): method is CodeMethodName => (codeMethodNames as readonly string[]).includes(method)
export const isSent = (method: MethodName): method is SentMethodName => (sentMethodNames as readonly string[]).includes(method)
export const isAsked = (method: MethodName): method is AskedMethodName => (askedMethodNames as readonly string[]).includes(method)
export const isApproval = (method: MethodName): boolean => (approvalMethodNames as readonly string[]).includes(method)
export const isKept = (method: MethodName): method is KeptMethodName => (keptMethodNames as readonly string[]).includes(method)

/**
 * The transports of messages. Mail and text messages are named like their addresses; another transport for the same addresses needs its own name.
 * Each transport has its own lane in the outbox, so that a provider that hangs delays no other.
 */
export const transports = ['email', 'phone'] as const
export type Transport = (typeof transports)[number]

/** Proofs that are lost together count once. NIST SP 800-63B-4 4.2.2.2 counts all codes that were sent as one kind. */
export type ProofClass = 'sent' | 'saved' | 'authenticator' | 'contacts'

export interface SentMethod<Name extends SentMethodName = SentMethodName> {
  name: Name
  proofClass: ProofClass
  /** The channel whose destinations it uses. */
  channel: Channel
  /** The transport of its messages. Default: the one named like the channel. */
  transport?: Transport
  /** How the person completes a masked destination. */
  complete: 'address' | 'last-digits'
  /** The longest lifetime of a code, in seconds; a policy above it is refused, not clamped. */
  longestCodeSeconds: number
}

export interface KeptMethod<Name extends KeptMethodName = KeptMethodName> {
  name: Name
  proofClass: ProofClass
  /** Which possession it is lost with; absent: none. */
  lostWith?: 'phone' | 'sheet'
  /** The channel by which other people are asked; absent: it asks nobody. */
  asksBy?: Channel
  /** The limit of consecutive wrong guesses, over all flows and days; absent: too long to guess, so nobody may block it. */
  mostWrong?: number
}

export interface AskedMethod<Name extends AskedMethodName = AskedMethodName> {
  name: Name
  proofClass: ProofClass
}

export type Method<Name extends MethodName = MethodName> = Name extends KeptMethodName
  ? KeptMethod<Name>
  : Name extends SentMethodName
    ? SentMethod<Name>
    : Name extends AskedMethodName
      ? AskedMethod<Name>
      : never
