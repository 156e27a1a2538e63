/** Recovery contacts: each has a code of their own to read out, and it counts once. */
import { digitsIn, maskDestination } from '@regain/core'
import { and, asc, eq, gte, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Keys } from '../../crypto/keys.ts'
import type { Tx } from '../../db/database.ts'
import { contactAsks, keptMethods, recoveryContacts } from '../../db/schema.ts'
import type { OfAccount, ServerMethod, Several } from '../contract/method.ts'
import { isOf } from '../contract/rows.ts'
import { codeDigest } from './ask.ts'
import { INVITATION_MS, openPerson } from './person.ts'

export type ContactRow = typeof recoveryContacts.$inferSelect

const isOwn = ({ realm, account }: OfAccount) => and(eq(recoveryContacts.realm, realm), eq(recoveryContacts.account, account))

export const listContacts = (tx: Pick<Tx, 'select'>, of: OfAccount): Promise<ContactRow[]> =>
  tx.select().from(recoveryContacts).where(isOwn(of)).orderBy(asc(recoveryContacts.since), asc(recoveryContacts.id))

/** Contacts who said yes, and whose hold is over. */
export const provingContacts = (tx: Pick<Tx, 'select'>, of: OfAccount, now: number): Promise<ContactRow[]> =>
  tx
    .select()
    .from(recoveryContacts)
    .where(and(isOwn(of), isNotNull(recoveryContacts.acceptedAt), lte(recoveryContacts.heldUntil, now)))
    .orderBy(asc(recoveryContacts.since), asc(recoveryContacts.id))

const common = ({ id, since, heldUntil, usedAt, acceptedAt }: ContactRow) => ({
  id,
  since,
  heldUntil,
  usedAt,
  ...(acceptedAt === null && { invitedUntil: since + INVITATION_MS }),
})

const several: Several = {
  each: async (tx, of) => (await listContacts(tx, of)).map((row) => ({ ...common(row), name: '' })),
  async shown(tx, of, seal) {
    return (await listContacts(tx, of)).map((row) => {
      const { name, email } = openPerson(row, seal)
      return { ...common(row), name, masked: maskDestination('email', email) }
    })
  },
  async forget(tx, of, which) {
    const isChosen = 'id' in which ? eq(recoveryContacts.id, which.id) : gte(recoveryContacts.since, which.since)
    const gone = await tx.delete(recoveryContacts).where(and(isOwn(of), isChosen))
    const [oldest] = await listContacts(tx, of)
    if (oldest) await tx.update(keptMethods).set({ since: oldest.since }).where(isOf(of, 'contacts'))
    else await tx.delete(keptMethods).where(isOf(of, 'contacts'))
    return gone.rowsAffected > 0
  },
}

/** How many contacts' codes were entered in a flow. */
const countHeard = (tx: Pick<Tx, '$count'>, flow: string): Promise<number> =>
  tx.$count(contactAsks, and(eq(contactAsks.flow, flow), isNotNull(contactAsks.heardAt)))

export const contacts: ServerMethod<'contacts'> = {
  name: 'contacts',
  notices: { made: 'contact-invited', removed: 'contact-removed', used: 'contacts-proved' },
  several,
  async look(tx, { flow, typed, now, ...of }, { keys }) {
    // Security: a code is wrong until its contact says that they spoke with the person, so it can't be guessed before that.
    const isIts = and(
      eq(contactAsks.flow, flow),
      eq(contactAsks.digest, codeDigest(keys, flow, digitsIn(typed))),
      isNotNull(contactAsks.confirmedAt),
      isNull(contactAsks.heardAt),
    )
    const [ask] = await tx.select().from(contactAsks).where(isIts).limit(1)
    if (!ask) return undefined
    return {
      // Only contacts whose hold was over were asked.
      heldUntil: 0,
      async useUp(tx) {
        const isStill = and(eq(contactAsks.id, ask.id), isNull(contactAsks.heardAt))
        const heard = await tx.update(contactAsks).set({ heardAt: now }).where(isStill)
        if (heard.rowsAffected === 1) {
          await tx.update(recoveryContacts).set({ usedAt: now }).where(eq(recoveryContacts.id, ask.contact))
          await tx.update(keptMethods).set({ usedAt: now }).where(isOf(of, 'contacts'))
        }
        return heard.rowsAffected === 1
      },
      heard: (tx) => countHeard(tx, flow),
    }
  },
  async forget(tx, of) {
    await tx.delete(recoveryContacts).where(isOwn(of))
  },
}

/** Keyed: equal for one inbox at every account of a realm, and meaningless elsewhere. */
export const addressDigest = (keys: Keys, realm: string, email: string): string => keys.digest('destination', 'contact', realm, email)
