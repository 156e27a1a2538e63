/** The contract of a channel: it delivers one message to one recipient, and returns the outcome. It never throws. */
import type { Transport } from '@regain/core'
import { transportOf } from '@regain/core'
import type { Delivery, EventMessage, Message } from './message.ts'

/** The most that a channel is given at the same time, and has to send at once: what waits inside a transport can neither expire nor be cancelled. */
export const AT_ONCE = 8

export interface Channel<Sent = Message> {
  name: Transport | 'webhook'
  /** `messageId` is stable over retries, so that a second copy is recognisable. */
  deliver(message: Sent, messageId: string, signal: AbortSignal): Promise<Delivery>
  /** Says whether the other end answers at all; for `regain doctor` and `/readyz`. A sentence when it doesn't. */
  probe(signal: AbortSignal): Promise<string | undefined>
  close(): void
}

export type Channels = Partial<Record<Transport, Channel>> & { webhook?: Channel<EventMessage> }

/** The transport of a message: a code has that of its method, any other message that of its address. */
export const leavesAs = (message: Message | EventMessage): Transport | 'webhook' =>
  message.kind === 'code' && message.method ? transportOf(message.method) : message.channel
