/** The directory of a site that keeps its own users: signed calls to its back end, whose timing and failures reveal nothing to a stranger. */
import type { Condition, Facts, IdentifierKind, ReadName } from '@regain/core'
import { instant, MOST_PROVIDERS, maskIdentifier, ProviderSchema, readGiven } from '@regain/core'
import * as v from 'valibot'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import { identifierRules } from '../formats/phone-and-domain.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { signatureHeaders } from '../outbound/sign.ts'
import type { Realm } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import type { CanonicalIdentifier, Directory, FindResult, FoundAccount, Written } from './directory.ts'
import type { Call, SiteAccount } from './webhook-calls.ts'
import { AccountsReplySchema, SetPasswordReplySchema } from './webhook-calls.ts'

export interface WebhookNeeds {
  realm: Pick<Realm, 'id' | 'policy'>
  webhook: { url: string; secret: string }
  outbound: Outbound
  clock: Clock
  chance: Chance
  hasher: PasswordHasher
  /** Turns the site's facts into the form in which they are kept. */
  keepFacts(told: Readonly<Record<string, string>>): Facts
  /** Called for each failed call, for the log. It gets no name. */
  onFault?(fault: { realm: string; call: Call['type']; because: string }): void
}

/** A site hashes nothing and writes a row or two. Standard Webhooks says 15 to 30 seconds. */
const SET_PASSWORD_MS = 15_000
/** The rest of the beat is for reading the answer, so that the latest possible one needs no further beat. */
const SHARE_OF_BEAT = 0.9

type Answer<Body> = { result: 'answered'; body: Body } | { result: 'not-done' | 'unsure'; because: string }

export function webhookDirectory({ realm, webhook, outbound, clock, chance, hasher, keepFacts, onFault }: WebhookNeeds): Directory {
  const { policy } = realm

  async function ask<Schema extends v.GenericSchema>(
    call: Call,
    schema: Schema,
    timeoutMs: number,
    id = randomId(chance),
  ): Promise<Answer<v.InferOutput<Schema>>> {
    const at = clock.now()
    const { type, data } = call
    const body = JSON.stringify({ type, timestamp: instant(at), data })
    const reply = await outbound.post({
      url: webhook.url,
      body,
      headers: signatureHeaders([webhook.secret], { id, at, body }),
      timeoutMs,
    })
    const answer = readReply(reply, schema)
    if (answer.result !== 'answered') onFault?.({ realm: realm.id, call: type, because: answer.because })
    return answer
  }

  const toFound = (account: SiteAccount): FoundAccount => {
    const read = (kind: IdentifierKind, value: string): ReadName | undefined => {
      const given = readGiven(kind, value, identifierRules(policy))
      return given.ok ? given : undefined
    }
    const { id, generation, locale, assurance, privileged, lock, facts, hasPassword, signsInWith = [] } = account
    const providers = signsInWith.filter((name) => v.is(ProviderSchema, name)).slice(0, MOST_PROVIDERS)
    return {
      id,
      generation,
      identifiers: account.identifiers.flatMap(({ kind, value }) => read(kind, value)?.identifier ?? []),
      destinations: account.destinations.flatMap(({ channel, value, verified, since }) => {
        const given = read(channel, value)
        return given ? [{ channel, value: given.address, verified, since: since ? Date.parse(since) : clock.now() }] : []
      }),
      ...(locale && { locale }),
      ...(assurance && { assurance }),
      ...(privileged && { privileged }),
      ...(lock && { lock: { cause: lock.cause, since: Date.parse(lock.since) } }),
      ...(facts && { facts: keepFacts(facts) }),
      ...(hasPassword !== undefined && { hasPassword }),
      ...(providers.length > 0 && { signsInWith: providers }),
    }
  }

  async function theOnly(call: Call, timeoutMs: number, fits: (account: FoundAccount) => boolean): Promise<FindResult> {
    const answer = await ask(call, AccountsReplySchema, timeoutMs)
    if (answer.result !== 'answered') return { result: 'unavailable' }
    const [account, ...others] = answer.body.accounts.map(toFound)
    // An account that was not asked for is a fault of the site: nobody is let in by it.
    return account && others.length === 0 && fits(account) ? { result: 'found', account } : { result: 'none' }
  }

  const search = (identifier: CanonicalIdentifier & Required<Written>): Promise<FindResult> =>
    theOnly({ type: 'account.find', data: { identifier } }, Math.ceil(policy.replyBeatMs * SHARE_OF_BEAT), ({ identifiers }) =>
      identifiers.some(({ kind, value }) => kind === identifier.kind && value === identifier.value),
    )

  const read = (accountId: string): Promise<FindResult> =>
    theOnly({ type: 'account.read', data: { accountId } }, SET_PASSWORD_MS, ({ id }) => id === accountId)

  return {
    name: 'webhook',
    async find({ kind, value, written = value }) {
      // Security: one beat, begun before anything is asked, so that the response time does not depend on the site's answer.
      const beat = clock.wait(policy.replyBeatMs)
      // Security: a failure must not reveal that an account exists. An unknown name is asked about at the same time. Only if
      // that fails too is the directory down, for every name. Otherwise the name counts as unknown.
      const [answer, control] = await Promise.all([search({ kind, value, written }), search(nobody(chance)), beat])
      if (control.result !== 'none') return { result: 'unavailable' }
      return answer.result === 'unavailable' ? { result: 'none' } : answer
    },
    read,
    async inspect(accountId) {
      const found = await read(accountId)
      if (found.result !== 'found') return found
      const { identifiers, lock, hasPassword, signsInWith } = found.account
      const condition: Condition = {
        names: identifiers.map(maskIdentifier),
        unlocks: false,
        ...(lock && { lock }),
        ...(hasPassword !== undefined && { password: { exists: hasPassword } }),
        ...(signsInWith && { signsInWith }),
      }
      return { result: 'found', condition }
    },
    async setPassword({ accountId, password, generation, idempotencyKey }) {
      const passwordHash = await hasher.hash(password)
      if (passwordHash === 'busy') return { result: 'busy' }
      const call: Call = { type: 'account.set-password', data: { accountId, passwordHash, generation } }
      const answer = await ask(call, SetPasswordReplySchema, SET_PASSWORD_MS, idempotencyKey)
      if (answer.result !== 'answered') return { result: answer.result === 'not-done' ? 'busy' : 'unsure' }
      return { result: answer.body.result }
    },
  }
}

/** RFC 2606 2: no name on the internet ends in .invalid. */
function nobody(chance: Chance): CanonicalIdentifier & Required<Written> {
  const value = `${Buffer.from(chance.bytes(16)).toString('hex')}@nobody.invalid`
  return { kind: 'email', value, written: value }
}

/** With 429 and 503 a site says that nothing was done. Any other answer that is not a 2xx of the agreed form leaves open what was done. */
function readReply<Schema extends v.GenericSchema>(
  reply: Awaited<ReturnType<Outbound['post']>>,
  schema: Schema,
): Answer<v.InferOutput<Schema>> {
  if (reply.result === 'not-sent') return { result: 'not-done', because: reply.because }
  if (reply.result === 'unanswered') return { result: 'unsure', because: reply.because }
  const { status, text } = reply
  if (status === 429 || status === 503) return { result: 'not-done', because: `status ${status}` }
  if (status < 200 || status > 299) return { result: 'unsure', because: `status ${status}` }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  if (parsed.success) return { result: 'answered', body: parsed.output }
  return { result: 'unsure', because: `an unexpected answer at ${v.getDotPath(parsed.issues[0]) ?? 'its root'}` }
}
