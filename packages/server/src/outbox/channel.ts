/** The contract of a channel: it delivers one message to one recipient, and returns the outcome. It never throws. */
import type { Transport } from '@regain/core'
import { transportOf } from '@regain/core'
import type { Delivery, EventMessage, Message } from './message.ts'

/** The most messages that a channel gets at the same time. It must send them immediately: inside a transport they can neither expire nor be cancelled. */
export const AT_ONCE = 8
/** Some mail servers answer late on purpose, and RFC 5321 4.5.3.2 lets clients wait for minutes: what is given up too early arrives twice. */
export const DELIVERY_MS = 60_000

export interface Channel<Sent = Message> {
  name: Transport | 'webhook'
  /** `messageId` stays the same over retries, so that a second copy is recognisable. */
  deliver(message: Sent, messageId: string, signal: AbortSignal): Promise<Delivery>
  /** Checks whether the other end answers, for `regain doctor` and `/readyz`. Returns a sentence if it doesn't. */
  probe(signal: AbortSignal): Promise<string | undefined>
  close(): void
}

export type Channels = Partial<Record<Transport, Channel>> & { webhook?: Channel<EventMessage> }

/** The transport of a message: for a code that of its method, for others that of the address. */
export const leavesAs = (message: Message | EventMessage): Transport | 'webhook' =>
  message.kind === 'code' && message.method ? transportOf(message.method) : message.channel
