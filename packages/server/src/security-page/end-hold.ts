/** Ends a hold early: a signed-in person confirms the new method with an older one of another class. Every address is notified. */
import type { EndHold, HoldCode, KeptMethodName } from '@regain/core'
import { digitsIn, isKept } from '@regain/core'
import { record } from '../audit/record.ts'
import { sameDigest } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { codeDigest } from '../flows/facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { noCode } from '../formats/typed-code.ts'
import { hasRoom, tooMany } from '../limits/room.ts'
import { serverMethods } from '../methods/index.ts'
import { countWrong, forgetWrong } from '../methods/kept.ts'
import { askLeave } from '../outbox/budget.ts'
import { senderOf } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { Enrolled } from './enrol.ts'
import type { Held } from './list-holds.ts'
import { listHolds } from './list-holds.ts'
import { ofAccount } from './set-up-methods.ts'

interface Sent {
  hold: string
  place: number
  digest: string
  expiresAt: number
}

const sentContext = ({ enrolment }: Enrolled): string => `code that ends a hold, asked for by ${enrolment}`

async function findHold(
  tx: Tx,
  enrolled: Enrolled,
  { hold, method, place }: Omit<HoldCode, 'place'> & { place?: number | undefined },
  deps: RecoveryDeps,
): Promise<Held> {
  const held = (await listHolds(tx, enrolled, deps)).find((one) => one.hold === hold)
  if (!held) throw new ProblemError('not-found')
  if (!held.by.some((way) => way.method === method && way.place === place)) throw valueRefused('method', 'can’t end this hold')
  return held
}

/** Sealed, and kept only by this browser until it comes back with the typed code. */
export async function sendHoldCode(tx: Tx, enrolled: Enrolled, asked: HoldCode, deps: RecoveryDeps): Promise<string> {
  await findHold(tx, enrolled, asked, deps)
  const { site, account, enrolment, now, browser } = enrolled
  const { realm } = site
  const to = account.destinations[asked.place]
  if (!to) throw new Error('the destination of this offer is missing')
  const leave = await askLeave(tx, { kind: 'code', realm, channel: to.channel, to: to.value }, deps)
  if (!leave.allowed) throw valueRefused('place', 'is a number that this realm sends no text messages to')
  // Its reader is signed in, so they may see that the limit is used up.
  if (leave.full) throw tooMany(leave.full)
  const { code: rules } = realm.policy
  const code = deps.chance.code(rules.digits)
  const expiresAt = now + rules.lifetimeSeconds * 1000
  const message = {
    kind: 'code' as const,
    ends: 'hold' as const,
    code,
    expiresAt,
    channel: to.channel,
    to: to.value,
    locale: account.locale ?? 'en',
    at: now,
    sender: senderOf(site),
    ...(browser && { browser }),
  }
  await putMessage(tx, { message, realm, expiresAt, leave }, now, deps)
  const sent: Sent = { hold: asked.hold, place: asked.place, digest: codeDigest(deps, enrolment, code), expiresAt }
  return deps.seal.sealJson(sent, sentContext(enrolled))
}

/** A number: the input can't be a code; codes have that length. Otherwise the guess is counted before it is compared: for the signed-in person, and apart from recoveries, which must not be blocked from here. */
export async function endHold(tx: Tx, enrolled: Enrolled, answer: EndHold, deps: RecoveryDeps): Promise<boolean | number> {
  const { site, account, digest, now, requestId } = enrolled
  const { hold, method } = answer
  const sent = answer.sent === undefined ? undefined : openSent(enrolled, answer.sent, deps)
  const held = await findHold(tx, enrolled, { hold, method, place: sent?.place }, deps)
  const length = noCode(method, answer.code, site.realm.policy)
  if (length !== undefined) return length
  const withinBudget = await hasRoom(tx, 'guessesPerAccountDaily', site.realm, ['hold', digest, method], deps)
  const isSent = () =>
    sent?.hold === hold && now < sent.expiresAt && sameDigest(codeDigest(deps, enrolled.enrolment, digitsIn(answer.code)), sent.digest)
  if (!withinBudget || !(isKept(method) ? await useKept(tx, enrolled, { ...answer, method }, deps) : isSent())) return false
  if (!(await held.end(tx))) return true
  const notice = { kind: 'account-changed', change: 'hold-ended' } as const
  const to = account.destinations.filter(({ verified }) => verified)
  await putNotices(tx, { notice, account: digest, to, locale: account.locale ?? 'en', site, at: now }, deps)
  const facts = { actor: 'person', realm: site.realm.id, site: site.key, account: digest, requestId } as const
  await record(tx, { ...facts, at: now, name: 'hold.ended', details: { what: held.what, method } })
  return true
}

function openSent(enrolled: Enrolled, sealed: string, { seal }: RecoveryDeps): Sent {
  const sent = seal.openJson<Sent>(sealed, sentContext(enrolled))
  if (!sent) throw valueRefused('sent', 'does not belong to this token')
  return sent
}

async function useKept(
  tx: Tx,
  enrolled: Enrolled,
  { method, code }: EndHold & { method: KeptMethodName },
  deps: RecoveryDeps,
): Promise<boolean> {
  const of = ofAccount(enrolled)
  const counted = await countWrong(tx, of, method, 'proven', enrolled.now, deps.keys)
  if (counted === 'stopped') return false
  const found = await serverMethods[method].look(
    tx,
    { ...of, flow: enrolled.enrolment, typed: code, signed: undefined, question: null, now: enrolled.now },
    deps,
  )
  if (!found || found.heldUntil > enrolled.now || !(await found.useUp(tx))) {
    if (counted === 'last') await tellStopped(tx, enrolled, method, deps)
    return false
  }
  await forgetWrong(tx, of, method, deps.keys)
  return true
}

async function tellStopped(tx: Tx, { site, account, digest, now }: Enrolled, method: KeptMethodName, deps: RecoveryDeps): Promise<void> {
  const change = serverMethods[method].notices.stopped?.proven
  if (!change) return
  const to = account.destinations.filter(({ verified }) => verified)
  const notice = { kind: 'account-changed', change } as const
  await putNotices(tx, { notice, account: digest, to, locale: account.locale ?? 'en', site, at: now }, deps)
}
