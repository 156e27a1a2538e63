/** Writes a new flow and returns it with its secret. A link may have named the account already. */
import type { Proof, Reason, StartedReply } from '@regain/core'
import type { AuditEvent } from '../audit/record.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { given, prepareOnce } from '../db/prepare-once.ts'
import { flows } from '../db/schema.ts'
import { deviceDigest } from '../sign-in/familiar-device.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { randomId } from '../world/chance.ts'
import type { FlowRow, Named } from './facts.ts'
import { sealNamed, viewOf } from './facts.ts'
import { drawFlowToken } from './flow-token.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export interface StartFlow {
  site: Site
  reason: Reason
  locale: string
  visitor: Visitor
  /** The device token that the page sent. */
  device?: string | undefined
}

/** The page behind a link asks with these. */
export interface StartByLink {
  token: string
  locale: string
  visitor: Visitor
}

export interface BeginFlow extends StartFlow {
  known?: { named: Named; account: string; proven: readonly Proof[] }
  details?: AuditEvent['details']
}

const insert = prepareOnce((tx: Tx) => tx.insert(flows).values(given(flows)).prepare())

type BeginNeeds = Pick<RecoveryDeps, 'chance' | 'keys' | 'seal' | 'countryOf'>

export async function beginFlow(tx: Tx, begin: BeginFlow, now: number, needs: BeginNeeds): Promise<StartedReply> {
  const { stored, token } = await putFlow(tx, begin, now, needs)
  return { flow: viewOf(stored, begin.site, now), token }
}

/** Returns the flow's secret, and the flow itself, so that the same transaction can continue with it. */
export async function putFlow(
  tx: Tx,
  { site, reason, locale, visitor, device, known, details }: BeginFlow,
  now: number,
  { chance, keys, seal, countryOf }: BeginNeeds,
): Promise<Pick<OpenFlow, 'stored'> & { token: string }> {
  const { id: realm, policy } = site.realm
  const id = randomId(chance)
  const expiresAt = now + policy.flowLifetimeSeconds * 1000
  const token = drawFlowToken(id, expiresAt, { chance, keys })
  const row: FlowRow = {
    id,
    token: keys.digest('flow-token', token),
    site: site.key,
    realm,
    reason,
    locale,
    timeZone: visitor.timeZone ?? null,
    startedAt: now,
    expiresAt,
    browser: visitor.browser ?? null,
    addressPrefix: visitor.address.address,
    device: deviceDigest(keys, realm, device),
    country: countryOf?.(visitor.address.address) ?? null,
    named: known ? sealNamed(known.named, id, seal) : null,
    account: known?.account ?? null,
    name: known ? keys.digest('flow-identifier', realm, 'name', known.named.name.kind, known.named.name.value) : null,
    proven: known?.proven ?? [],
    signs: null,
    guesses: 0,
    sends: 0,
    withoutMethod: false,
    remedy: null,
    claimedUntil: 0,
    outcome: null,
    because: null,
    endedAt: null,
  }
  await insert(tx).run(row)
  const event = { at: now, actor: 'person', realm, site: site.key, flow: id, requestId: visitor.requestId } as const
  await record(tx, { ...event, name: 'flow.started', details: { reason, ...details } })
  return { stored: { row, named: known?.named, challenge: undefined, browserOwner: undefined }, token }
}
