/** Writes a new flow and returns it with its secret. A link may have named the account already. */
import type { Proof, Reason, StartedReply } from '@regain/core'
import type { AuditEvent } from '../audit/record.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import { deviceDigest } from '../sign-in/familiar-device.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { longSecret, randomId } from '../world/chance.ts'
import type { Named } from './facts.ts'
import { loadFlow, sealNamed } from './facts.ts'
import type { RecoveryDeps } from './recovery-deps.ts'
import { viewOf } from './view.ts'

export interface StartFlow {
  site: Site
  reason: Reason
  locale: string
  visitor: Visitor
  /** The device token that the page handed in. */
  device?: string | undefined
}

/** What the page of a link asks for. */
export interface StartByLink {
  token: string
  locale: string
  visitor: Visitor
}

export interface BeginFlow extends StartFlow {
  known?: { named: Named; account: string; proven: readonly Proof[] }
  details?: AuditEvent['details']
}

export async function beginFlow(
  tx: Tx,
  { site, reason, locale, visitor, device, known, details }: BeginFlow,
  now: number,
  { chance, keys, seal, countryOf }: Pick<RecoveryDeps, 'chance' | 'keys' | 'seal' | 'countryOf'>,
): Promise<StartedReply> {
  const { id: realm, policy } = site.realm
  const id = randomId(chance)
  const token = longSecret(chance)
  await tx.insert(flows).values({
    id,
    token: keys.digest('flow-token', token),
    site: site.key,
    realm,
    reason,
    locale,
    timeZone: visitor.timeZone ?? null,
    startedAt: now,
    expiresAt: now + policy.flowLifetimeSeconds * 1000,
    browser: visitor.browser ?? null,
    addressPrefix: visitor.address.address,
    device: deviceDigest(keys, realm, device),
    country: countryOf?.(visitor.address.address) ?? null,
    ...(known && {
      named: sealNamed(known.named, id, seal),
      account: known.account,
      name: keys.digest('flow-identifier', realm, 'name', known.named.name.kind, known.named.name.value),
      proven: JSON.stringify(known.proven),
    }),
  })
  const event = { at: now, actor: 'person', realm, site: site.key, flow: id, requestId: visitor.requestId } as const
  await record(tx, { ...event, name: 'flow.started', details: { reason, ...details } })
  const stored = await loadFlow(tx, id, seal)
  if (!stored) throw new Error('the flow is missing inside its own transaction')
  return { flow: viewOf(stored, site, now), token }
}
