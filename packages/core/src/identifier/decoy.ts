/** Destinations for an unknown name: keyed, stable, and distributed like the realm's real ones. */
import * as v from 'valibot'
import type { Identifier } from './identifier.ts'
import type { Channel } from './kind.ts'
import { firstLetter, maskDestination, maskEmail, maskPhone } from './mask.ts'
import { nameKey } from './name-key.ts'
import { phoneKey } from './number.ts'

/** `self` is the typed name itself; `email-like-name` another address that begins with the same letter. */
export const slots = ['self', 'email-like-name', 'email', 'phone'] as const
export type Slot = (typeof slots)[number]

const weight = v.pipe(v.number(), v.integer(), v.minValue(1))
const variants = v.pipe(v.array(v.strictObject({ slots: v.array(v.picklist(slots)), weight })), v.minLength(1))
/** How often each list of destinations occurs among the realm's accounts, by the kind of name that was typed. */
export const DecoyShapeSchema = v.strictObject({
  email: variants,
  phone: variants,
  handle: variants,
  /** First letters of local part and domain, as one pair. */
  initials: v.pipe(v.array(v.strictObject({ pair: v.string(), weight })), v.minLength(1)),
})
export type DecoyShape = v.InferOutput<typeof DecoyShapeSchema>

/** For a realm without accounts, and for directories that can't be counted. */
export const defaultDecoyShape: DecoyShape = {
  email: [
    { slots: ['self'], weight: 55 },
    { slots: ['self', 'phone'], weight: 35 },
    { slots: ['self', 'email-like-name'], weight: 10 },
  ],
  phone: [
    { slots: ['self', 'email'], weight: 70 },
    { slots: ['self'], weight: 30 },
  ],
  handle: [
    { slots: ['email-like-name'], weight: 40 },
    { slots: ['email'], weight: 25 },
    { slots: ['email', 'phone'], weight: 35 },
  ],
  initials: [...'jmasdkl'].flatMap((local) => [
    { pair: `${local}g`, weight: 6 },
    { pair: `${local}o`, weight: 2 },
    { pair: `${local}i`, weight: 1 },
  ]),
}

export interface ShownDestination {
  channel: Channel
  masked: string
}

/** The slot of a real destination; a realm's shape is counted with it. */
export function slotOf(name: Identifier, destination: { channel: Channel; value: string }): Slot {
  if (destination.channel === name.kind && keyOf(destination) === name.value) return 'self'
  if (destination.channel === 'phone') return 'phone'
  return name.kind !== 'phone' && firstLetter(name.value) === firstLetter(destination.value) ? 'email-like-name' : 'email'
}

const keyOf = ({ channel, value }: { channel: Channel; value: string }): string => (channel === 'phone' ? phoneKey(value) : nameKey(value))

/**
 * `draw(label, limit)` returns a whole number below `limit`, keyed on the realm and the name: always the same for the same label. `channels` are those of
 * the realm's codes. Every real account is shown with an address, so every decoy has one, too, as long as there is a channel.
 */
export function decoyDestinations(
  name: Identifier,
  shape: DecoyShape,
  channels: readonly Channel[],
  draw: (label: string, limit: number) => number,
): ShownDestination[] {
  const variants = shape[name.kind].flatMap(({ slots: all, weight }) => {
    const open = all.filter((slot) => channels.includes(channelOf(slot, name)))
    return open.length > 0 ? [{ slots: open, weight }] : []
  })
  const chosen = pick(variants.length > 0 ? variants : channels.map((channel) => ({ slots: [channel], weight: 1 })), draw, 'slots')
  return chosen ? chosen.slots.map((slot, place) => shown(slot, name, shape, draw, `${place}`)) : []
}

const channelOf = (slot: Slot, name: Identifier): Channel =>
  slot === 'phone' || (slot === 'self' && name.kind === 'phone') ? 'phone' : 'email'

type Draw = Parameters<typeof decoyDestinations>[3]

function shown(slot: Slot, name: Identifier, shape: DecoyShape, draw: Draw, place: string): ShownDestination {
  if (channelOf(slot, name) === 'phone') {
    const digits = slot === 'self' ? name.value.slice(-2) : String(draw(`phone ${place}`, 100)).padStart(2, '0')
    return { channel: 'phone', masked: maskPhone(digits) }
  }
  if (slot === 'self' && name.kind === 'email') return { channel: 'email', masked: maskDestination('email', name.value) }
  const [local = 'm', domain = 'g'] = pick(shape.initials, draw, `initials ${place}`)?.pair ?? ''
  return { channel: 'email', masked: maskEmail(slot === 'email-like-name' ? name.value : local, domain) }
}

function pick<Member extends { weight: number }>(members: readonly Member[], draw: Draw, label: string): Member | undefined {
  if (members.length === 0) return undefined
  let left = draw(
    label,
    members.reduce((sum, { weight }) => sum + weight, 0),
  )
  return members.find(({ weight }) => {
    left -= weight
    return left < 0
  })
}
