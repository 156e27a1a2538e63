/** The message of a challenge and its stored digest: a code to type back, or a link or device that asks for the number on the person's screen. */
import type { AskedMethodName, SentMethodName } from '@regain/core'
import { APPROVAL_NUMBERS, channelOf, isCode, languageFor } from '@regain/core'
import type { Round } from '../db/schema.ts'
import { disownLink } from '../flows/disown-link.ts'
import { codeDigest } from '../flows/facts.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { ApprovalMessage, CodeMessage } from '../outbox/message.ts'
import { senderOf } from '../outbox/message.ts'
import { longSecret } from '../world/chance.ts'
import { DAY_MS } from '../world/clock.ts'

export interface Question {
  /** The code, or the secret part of the link. */
  secret: string
  digest: string
  /** Shown for every name, known or unknown. It proves nothing by itself. */
  number: number | null
}

/** `told`: whether it will reach anybody. If not, the digest fits no secret that could be sent. */
export function drawQuestion(
  { stored: { row }, site }: OpenFlow,
  { method, told }: { method: SentMethodName | AskedMethodName; told: boolean },
  deps: RecoveryDeps,
): Question {
  const { chance } = deps
  const { digits } = site.realm.policy.code
  const typed = isCode(method)
  const secret = typed ? chance.code(digits) : longSecret(chance)
  const other = typed ? chance.code(digits + 1) : longSecret(chance)
  const { min, max } = APPROVAL_NUMBERS
  return {
    secret,
    digest: codeDigest(deps, row.id, told ? secret : other),
    number: typed ? null : min + chance.below(max - min + 1),
  }
}

export interface QuestionMessage {
  method: SentMethodName
  secret: string
  /** Absent for a message that goes to nobody. */
  address: string | undefined
  told: boolean
  expiresAt: number
  place: number
  /** Earlier rounds of the same question. */
  rounds: readonly Round[]
}

export function questionMessage(
  { request, stored: { row, named }, site, now }: OpenFlow,
  { method, secret, address, told, expiresAt, place, rounds }: QuestionMessage,
  deps: RecoveryDeps,
): CodeMessage | ApprovalMessage {
  const channel = channelOf(method)
  if (!channel) throw new Error('questionMessage called with a method that sends nothing')
  // Security: computed for every message, also one to nobody. A site that keeps its own accounts removes addresses itself, so its mails leave it out.
  const notMineUrl = disownLink(
    {
      site: site.key,
      account: named?.accountId ?? '',
      address: { channel, value: address ?? '' },
      since: now,
      until: now + site.realm.policy.undoDays * DAY_MS,
    },
    deps,
  )
  const page = request.page !== undefined && /^https?:/.test(request.page) ? request.page : undefined
  const common = {
    expiresAt,
    channel,
    to: told ? (address ?? '') : '',
    // The page's language, because the same person reads both; the account's language if we have no texts in the page's.
    locale: languageFor(row.locale, named?.locale),
    at: now,
    ...(row.timeZone && { timeZone: row.timeZone }),
    sender: senderOf(site),
    ...(row.browser && { browser: row.browser }),
    ...(!site.realm.webhook && { notMineUrl }),
    ...(named?.drill && { drill: true as const }),
  }
  const until = rounds.filter((round) => round.told).map((round) => round.expiresAt)
  return isCode(method)
    ? { kind: 'code', method, code: secret, ...(page && { page }), ...(until.length > 0 && { others: { place, until } }), ...common }
    : { kind: 'approval', url: `${deps.origin}/approve/${row.id}.${secret}`, ...common }
}
