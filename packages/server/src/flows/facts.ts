/** What a flow knows about the named account: stored sealed, because it holds addresses, and read back into core's `Flow`. */
import type {
  Channel,
  Findings,
  Flow,
  FlowView,
  GateFacts,
  Identifier,
  KeptMethodName,
  Lock,
  Offer,
  Review,
  SignalName,
  Step,
} from '@regain/core'
import { instant, isKept, isSent, nextStep } from '@regain/core'
import { eq, sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import { algorithms } from '../crypto/webauthn.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import type { Round } from '../db/schema.ts'
import { challenges, devices, flows } from '../db/schema.ts'
import type { DeviceOwner } from '../sign-in/familiar-device.ts'
import type { Site } from '../sites/realm.ts'

/** An account, or an unknown name: every field is filled for both, so that both cost the same. */
export interface Named extends Omit<GateFacts, 'signals'> {
  /** As typed. */
  username: string
  name: Identifier
  /** The other reading of typed digits, which can be a phone number or a user name. */
  other?: Identifier
  decoy: boolean
  /** The directory's id; empty for a decoy. */
  accountId: string
  generation: number
  /** The directory's id of the account with this name, even if no code can be sent to it: only for cases. Empty: unknown name. */
  holder: string
  /** All verified addresses, canonical. Notices go to each of them; codes go to offered ones that are not held. A decoy has none. */
  destinations: { channel: Channel; value: string; held?: true }[]
  /** What the person sees. `destination` is an index into the list above: -1 for a decoy, or where hints are hidden. */
  offers: (Offer & { destination: number })[]
  /** When its newest verified address was added, in ms. 0: it has only those that it began with. */
  changedAt: number
  /** When a recovery that waits may set a new password, in ms. */
  readyAt?: number
  /** Words that the password must not consist of. */
  context: string[]
  locale?: string
  lock?: Lock
  /** A practice run, which changes nothing. */
  drill?: true
  /** The capsule of the change that is being undone. */
  undo?: number
  /** What was found when the person asked why they can't sign in. */
  findings?: Findings
  /** The registration request for a passkey that replaces the password, where that is possible. */
  newPasskey?: { challenge: string; host: string; handle: string }
  /** Indexes into `destinations` of the addresses that proved this flow, if the person said that somebody else is in the account. */
  provenBy?: number[]
  /** What the owner reviews before the new password; whether they have; and the time of the first change that was not theirs. */
  review?: Review
  reviewed?: boolean
  notMineSince?: number
  /** Set after a saved code has proved this flow. */
  savedCodesLeft?: number
  /** How many existing passkeys still sign in, when a new password or passkey was set. */
  passkeys?: number
  /** The reference of the case that was opened: a person who comes back must find it. */
  reference?: string
}

/** An offer of a kept method. */
export interface KeptOffer {
  ref: string
  method: KeptMethodName
}

export type FlowRow = typeof flows.$inferSelect
export type ChallengeRow = typeof challenges.$inferSelect

export interface StoredFlow {
  row: FlowRow
  named: Named | undefined
  challenge: ChallengeRow | undefined
  /** The account that signed in before in the browser where the flow began. Not read in lists and for a new flow, which spend no share of limits. */
  browserOwner: DeviceOwner | undefined
}

export interface Browser {
  /** The owner of the account signed in here before. */
  familiar: boolean
  /** Names the browser's own bucket. Security: a stranger's bucket belongs to this flow only, so that the same amount is written and nobody else's share is used. */
  own: readonly [string, string]
}

/** The browser in which the flow began. */
export function browserOf({ row, named, browserOwner }: StoredFlow): Browser {
  const familiar = browserOwner?.realm === row.realm && browserOwner.account === (named?.accountId ?? '')
  return { familiar, own: familiar ? ['device', row.device ?? ''] : ['attempt', row.id] }
}

const namedContext = (flow: string): string => `flow ${flow} named`

// Real accounts have more facts than unknown names. A fixed width makes their rows equally expensive to write and read.
const SEALED_WIDTH = 1536

export function sealNamed(named: Named, flow: string, seal: Seal): string {
  const text = JSON.stringify(named)
  return seal.seal(text.padEnd(Math.ceil(text.length / SEALED_WIDTH) * SEALED_WIDTH), namedContext(flow))
}

const flowById = prepareOnce((tx: Pick<Tx, 'select'>) =>
  tx
    .select({ flows, challenges, browserOwner: { realm: devices.realm, account: devices.account } })
    .from(flows)
    .leftJoin(challenges, eq(challenges.flow, flows.id))
    .leftJoin(devices, eq(devices.digest, flows.device))
    .where(eq(flows.id, sql.placeholder('id')))
    .prepare(),
)

export async function loadFlow(tx: Pick<Tx, 'select'>, id: string, seal: Seal): Promise<StoredFlow | undefined> {
  const [found] = await flowById(tx).all({ id })
  if (!found) return undefined
  return { ...readStored(found.flows, found.challenges ?? undefined, seal), browserOwner: found.browserOwner ?? undefined }
}

export const readStored = (row: FlowRow, challenge: ChallengeRow | undefined, seal: Seal): StoredFlow => ({
  row,
  named: readNamed(row, seal),
  challenge,
  browserOwner: undefined,
})

function readNamed(row: FlowRow, seal: Seal): Named | undefined {
  if (row.named === null) return undefined
  const named = seal.openJson<Named>(row.named, namedContext(row.id))
  if (!named) throw new Error('the flow cannot be opened with this secret')
  return named
}

/** An offer, and what was typed to complete its address: two codes to one address are two rounds of one question. */
export type Question = Pick<Round, 'ref' | 'completion'>

/** All earlier challenges, the oldest first. Kept methods have none: they are asked for again. */
export function allRounds(challenge: ChallengeRow | undefined): Round[] {
  if (!challenge) return []
  const { ref, completion, method, destination, told, digest, number, expiresAt, resendAt, place, earlier } = challenge
  const present: Round = { ref, completion, method, destination, told, digest, number, expiresAt, resendAt, place }
  return [...earlier, ...(isKept(method) ? [] : [present])]
}

/** The rounds of one question that have not expired, the newest last. */
export const roundsOf = (question: Question, challenge: ChallengeRow | undefined, now: number): Round[] =>
  allRounds(challenge).filter(
    ({ ref, completion, expiresAt }) => ref === question.ref && completion === question.completion && now < expiresAt,
  )

/** Bound to its flow, and so to realm, account and purpose; useless without the server's secret. */
export const codeDigest = ({ keys }: { keys: Keys }, flow: string, code: string): string => keys.digest('code', flow, code)

/** The facts as core's `nextStep` reads them. */
export function toFlow({ row, named, challenge }: StoredFlow, { name: siteName, realm }: Pick<Site, 'name' | 'realm'>): Flow {
  const { contacts } = realm.policy
  const offer = named?.offers.find((candidate) => candidate.ref === challenge?.ref)
  return {
    reason: row.reason,
    ...(named?.drill && { drill: true }),
    expiresAt: row.expiresAt,
    proven: row.proven,
    guesses: row.guesses,
    sends: row.sends,
    withoutMethod: row.withoutMethod,
    ...(row.remedy && { remedy: row.remedy }),
    ...(named && { named: { ...factsOf(named, siteName), undoes: named.undo !== undefined, signals: signsIn(row) } }),
    sent: allRounds(challenge)
      .filter(({ method }) => isSent(method))
      .map(({ ref, expiresAt }) => ({ ref, expiresAt })),
    ...(challenge &&
      !challenge.left && {
        challenge: {
          method: challenge.method,
          masked: offer?.masked ?? '',
          expiresAt: challenge.expiresAt,
          resendAt: challenge.resendAt,
          ...(challenge.heard !== null && { contacts: { right: challenge.heard, needed: contacts.needed } }),
          ...(challenge.number !== null && { number: challenge.number }),
          ...(challenge.question && challenge.rpId && { passkey: { challenge: challenge.question, rpId: challenge.rpId } }),
        },
      }),
    ...(row.outcome && { ended: { outcome: row.outcome, ...endingOf(named) } }),
    ...(row.because && { ended: { because: row.because } }),
  }
}

/** Stored beside the sealed part, so that attempts can be found by their warning signs. The names are our own and identify nobody. */
export const signsIn = ({ signs }: Pick<FlowRow, 'signs'>): SignalName[] => (signs === null ? [] : (signs.split(' ') as SignalName[]))

function factsOf({ newPasskey, ...named }: Named, site: string): NonNullable<Flow['named']> {
  if (!newPasskey) return named
  const { challenge, host, handle } = newPasskey
  const { username: name } = named
  // Excludes none of the account's passkeys: if the device already has one, the new one replaces it, and works.
  const user = { id: handle, name, displayName: name }
  return { ...named, passkey: { challenge, rp: { id: host, name: site }, user, algorithms: [...algorithms], known: [] } }
}

const endingOf = ({ reference, savedCodesLeft, passkeys }: Partial<Named> = {}) => ({
  ...(reference && { reference }),
  ...(savedCodesLeft !== undefined && { savedCodesLeft }),
  ...(passkeys !== undefined && { passkeys }),
})

/** What the browser may see of a flow: its next step, computed. */
export const stepOf = (stored: StoredFlow, site: Site, now: number): Step =>
  nextStep(toFlow(stored, site), site.realm.policy, site.support, now)

export const viewOf = (stored: StoredFlow, site: Site, now: number): FlowView => ({
  id: stored.row.id,
  reason: stored.row.reason,
  expiresAt: instant(stored.row.expiresAt),
  step: stepOf(stored, site, now),
})
