import { describe, expect, it } from 'vitest'
import { isKept, isSent, methodNames } from '../methods/method.ts'
import type { PasskeyOptions } from '../methods/passkey/credential.ts'
import type { GateFacts } from '../policy/gate.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'
import { answersTaken } from './advance.ts'
import type { AnswerType } from './answer.ts'
import { type Cause, causeNames, type Findings } from './diagnosis.ts'
import type { Flow, Offer } from './flow.ts'
import { type LockCause, lockCauses } from './lock.ts'
import { nextStep } from './next-step.ts'
import { reasons } from './reason.ts'
import type { StepType } from './step.ts'

const NOW = Date.UTC(2026, 10, 24)
const offers: Offer[] = methodNames.map((method) =>
  isSent(method) ? { ref: method, method, masked: 'j•••@e•••', complete: 'address' } : { ref: method, method, masked: '', complete: null },
)
const [sentOffers, keptOffers] = [offers.filter(({ method }) => isSent(method)), offers.filter(({ method }) => isKept(method))]
const passkey: PasskeyOptions = {
  challenge: 'c',
  rp: { id: 'shop.example', name: 'Shop' },
  user: { id: 'u', name: 'jane', displayName: 'jane' },
  algorithms: [-7],
  known: [],
}
const named = (decoy: boolean, count: number, cause?: LockCause, facts: GateFacts = {}): Flow => ({
  ...({} as Flow),
  named: {
    username: 'jane',
    decoy,
    ...facts,
    ...(realmSigns && { passkey }),
    offers: [...sentOffers.slice(0, count), ...(realmKeeps ? keptOffers : [])],
    ...(cause && { lock: { cause, since: NOW } }),
  },
})
/** Whether the realm that is being walked offers kept methods. */
let realmKeeps = false
/** Whether its site signs people in with passkeys. */
let realmSigns = false

const found = (flow: Flow, cause: Cause): Partial<Flow> => {
  const findings: Findings = { cause, since: NOW, unlocks: true }
  return { named: { ...(flow.named as NonNullable<Flow['named']>), findings } }
}
/** Each cause, if a directory can find it. */
const looks = (flow: Flow): Record<string, Partial<Flow>> =>
  flow.reason === 'cannot-sign-in'
    ? Object.fromEntries(causeNames.map((cause) => [`the cause is found (${cause})`, found(flow, cause)]))
    : {}

/** What an answer may change in the facts, by its result. Only `nextStep` decides which step follows. */
const outcomes: Record<AnswerType, (flow: Flow) => Record<string, Partial<Flow>>> = {
  'identify': () => ({
    'the account is named': named(false, 2),
    'an account that needs more proof': named(false, 2, undefined, { privileged: true }),
    'an account with one address': named(false, 1, undefined, { signals: ['only-address'] }),
    'an unknown name': named(true, 2),
    'a name without addresses': named(true, 0),
    ...Object.fromEntries(lockCauses.map((cause) => [`a locked account (${cause})`, named(false, 2, cause)])),
    'the captcha or the typing is refused': {},
  }),
  'choose-method': ({ sends, named, proven }) => {
    const open = (kept: boolean) => {
      const offer = named?.offers.find(({ method }) => isKept(method) === kept && !proven.includes(method))
      return offer && { ref: offer.ref, method: offer.method, masked: offer.masked, expiresAt: NOW + 600_000, resendAt: NOW + 30_000 }
    }
    const [sent, kept] = [sends < defaultPolicy.code.sends ? open(false) : undefined, open(true)]
    return {
      ...(sent && {
        'an address is completed': { challenge: sent, sends: sends + 1, sent: [{ ref: sent.ref, expiresAt: sent.expiresAt }] },
        'nothing was typed': {},
      }),
      ...(kept && { 'a kept method is chosen': { challenge: kept } }),
    }
  },
  'challenge': ({ reason, named, proven, challenge, guesses }) => ({
    ...(named?.decoy === false &&
      challenge && {
        'the right code': { proven: [...proven, challenge.method], challenge: undefined, sent: undefined } as unknown as Partial<Flow>,
      }),
    ...(reason === 'compromised' &&
      named?.decoy === false &&
      challenge && {
        'the right code (review)': {
          proven: [...proven, challenge.method],
          challenge: undefined,
          sent: undefined,
          named: { ...named, review: { changes: [], lately: [] } },
        } as unknown as Partial<Flow>,
      }),
    'a wrong code': { guesses: guesses + 1 },
  }),
  'resend': ({ sends, challenge }): Record<string, Partial<Flow>> =>
    sends < defaultPolicy.code.sends && challenge && !isKept(challenge.method)
      ? { 'another code': { sends: sends + 1 } }
      : { 'no more codes': {} },
  'back': ({ challenge, sends, withoutMethod }) => {
    const facts = { challenge: undefined, withoutMethod: false, remedy: undefined } as unknown as Partial<Flow>
    const spent = challenge && !withoutMethod && sends >= defaultPolicy.code.sends
    return { 'back': facts, ...(spent && { 'back, when no code is left': { ...facts, sent: undefined } as unknown as Partial<Flow> }) }
  },
  'no-method': () => ({ 'none of these': { withoutMethod: true } }),
  'remedy': () => ({
    'help is chosen': { remedy: 'help' },
    'a new password is chosen': { remedy: 'new-password' },
    'the account is unlocked': { ended: { outcome: 'unlocked' } },
  }),
  'review': ({ named }) => ({ 'the review is answered': { named: { ...(named as NonNullable<Flow['named']>), reviewed: true } } }),
  'look-again': looks,
  'help': () => ({ 'a case is opened': { ended: { outcome: 'case-opened', reference: 'R' } }, 'the address to reach them is refused': {} }),
  'new-password': () => ({ 'the password is set': { ended: { outcome: 'password-changed' } }, 'it is refused': {} }),
  'new-passkey': ({ named }): Record<string, Partial<Flow>> =>
    named?.passkey ? { 'a passkey is made': { ended: { outcome: 'passkey-made' } }, 'it is refused': {} } : {},
  'cancel': () => ({ 'cancel': { ended: { because: 'cancelled' } } }),
}

const chosen = { 'unlock': 'the account is unlocked', 'new-password': 'a new password is chosen', 'help': 'help is chosen' }

interface Edge {
  from: StepType
  to: StepType
  says: string
}

/** Every flow that can be reached by answers, and the steps between them. */
function walk(policy: Policy): { edges: Edge[]; flows: number } {
  realmKeeps = policy.methods.some(isKept)
  realmSigns = policy.signInByPasskey
  const edges = new Map<string, Edge>()
  const seen = new Set<string>()
  const waiting: Flow[] = reasons.map((reason) => ({ reason, expiresAt: NOW + 1, proven: [], guesses: 0, sends: 0, withoutMethod: false }))
  for (let flow = waiting.pop(); flow; flow = waiting.pop()) {
    const key = JSON.stringify(flow)
    if (seen.has(key)) continue
    seen.add(key)
    const from = nextStep(flow, policy, {}, NOW).type
    const add = (says: string, to: StepType) => edges.set(`${from} ${to} ${says}`, { from, to, says })
    if (answersTaken(from).length > 0) add('its time is over', nextStep({ ...flow, expiresAt: NOW }, policy, {}, NOW).type)
    for (const answer of answersTaken(from)) {
      for (const [says, change] of Object.entries(outcomes[answer](flow))) {
        const next = { ...flow, ...change }
        const before = nextStep(flow, policy, {}, NOW)
        if (answer === 'remedy' && before.type === 'diagnosis' && !before.remedies.some((remedy) => says === chosen[remedy])) continue
        add(says, nextStep(next, policy, {}, NOW).type)
        waiting.push(next)
      }
    }
  }
  return { edges: [...edges.values()], flows: seen.size }
}

const everything = { ...defaultPolicy, methods: [...methodNames] }
const walks = [
  ...[1, 2].map((needed) => walk({ ...defaultPolicy, needed })),
  ...[1, 2].map((needed) => walk({ ...everything, needed })),
  walk({ ...everything, needed: 2, proofs: 'different-classes', signInByPasskey: true }),
  walk({ ...everything, hold: { ...defaultPolicy.hold, onlyAddressHours: 24 } }),
]
const edges = [...new Map(walks.flatMap((walked) => walked.edges).map((edge) => [JSON.stringify(edge), edge])).values()]

function diagram(): string {
  const lines = new Map<string, string[]>()
  for (const { from, to, says } of edges) {
    if (from === to || says === 'cancel' || says === 'its time is over') continue
    const line = `${from.replaceAll('-', '_')} --> ${to.replaceAll('-', '_')}`
    lines.set(line, [...(lines.get(line) ?? []), says.replace(/ \([a-z-]+\)$/, '')])
  }
  const arrows = [...lines].map(([line, says]) => `  ${line}: ${[...new Set(says)].sort().join(' / ')}`).sort()
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
    .sort()
    .map((name) => `  state "${name}" as ${name.replaceAll('-', '_')}`)
  const answers = [...new Set(edges.map(({ from }) => from))].sort().map(
    (from) =>
      `| \`${from}\` | ${answersTaken(from)
        .map((answer) => `\`${answer}\``)
        .join(', ')} |`,
  )
  return `# The flow

\`flow-diagram.test.ts\` generates this page from \`packages/core/src/flow\`: it walks every flow that answers can lead to, and draws each step that
\`nextStep\` returns. When the page is stale the test fails; \`npx vitest run --project core -u\` updates it.

\`\`\`mermaid
stateDiagram-v2
${names.join('\n')}
  [*] --> identify
${arrows.join('\n')}
  done --> [*]
  stopped --> [*]
\`\`\`

Not drawn: \`cancel\` and the end of the flow's lifetime lead from every open step to \`stopped\`. After a refused answer the step stays the same.
If the page behind a mail answers (\`email-approval\`), or a signed-in device (\`device-approval\`), the correct number there has the same effect as the correct code.

| step | answers it takes |
| --- | --- |
${answers.join('\n')}
`
}

describe('the flow, walked from its beginning', () => {
  it('matches the diagram in docs/flow.md', async () => {
    await expect(diagram()).toMatchFileSnapshot('../../../../docs/flow.md')
  })

  it('leads from every open step to an end, and to a new password only after a proof', () => {
    console.log(`flow: ${walks.reduce((sum, { flows }) => sum + flows, 0)} reachable flows, ${edges.length} transitions`)
    const reaches = (from: StepType, seen = new Set<StepType>()): boolean =>
      from === 'done' || (!seen.has(from) && edges.some((edge) => edge.from === from && reaches(edge.to, new Set([...seen, from]))))
    for (const from of new Set(edges.map((edge) => edge.from))) expect(reaches(from), from).toBe(true)
    const doors = edges.filter(({ to, from }) => to === 'new-password' && from !== to).map(({ from, says }) => `${from}: ${says}`)
    expect(doors.sort()).toEqual([
      'challenge: the right code',
      'diagnosis: a new password is chosen',
      'help: back',
      'review: the review is answered',
    ])
    expect(edges.filter(({ says }) => says === 'a passkey is made').map(({ from, to }) => [from, to])).toEqual([['new-password', 'done']])
    expect(edges.filter(({ says }) => says === 'the account is unlocked').map(({ from, to }) => [from, to])).toEqual([
      ['diagnosis', 'done'],
    ])
  })
})
