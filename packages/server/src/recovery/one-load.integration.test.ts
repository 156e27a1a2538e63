import type { Answer, StartedReply } from '@regain/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { watchStatements } from '../../testing/watch-statements.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const NOBODY = 'nobody@example.com'

/** One statement reads everything about a flow, and no other statement reads all of it. */
const isLoad = (statement: string) => /^select .* from "flows" left join "challenges"/.test(statement)
const isSealing = (statement: string) => /^(update|insert into) "flows" .*"named" = \?/.test(statement)

describe('an answer', () => {
  let world: TestWorld
  let watch: Awaited<ReturnType<typeof watchStatements>>
  beforeEach(async () => {
    world = await openWorld({ limits: { answerPerAddress: MANY, identifyPerAddress: MANY, startPerAddress: MANY, identifyPerName: MANY } })
    await world.addAccount('jane', { ...personAt(MAIL), password: OLD })
    watch = await watchStatements(world.db)
  })
  afterEach(() => world.close())

  async function statementsOf(flow: StartedReply, answer: Answer): Promise<string[]> {
    watch.take()
    expect((await world.answer(flow, answer)).status).toBe(200)
    return watch.take()
  }
  const loads = async (flow: StartedReply, answer: Answer) => (await statementsOf(flow, answer)).filter(isLoad).length
  async function rightCode(): Promise<Answer> {
    await world.deliver()
    return { type: 'challenge', code: world.codeFor(MAIL) }
  }

  it('loads its flow once: to name an account, to choose an address, to go back, and for a wrong and a right code', async () => {
    const { body: flow } = await world.start()
    const identify = { type: 'identify', identifier: MAIL, captcha: await world.captcha() } as const
    expect(await loads(flow, identify)).toBe(1)
    const { step } = (await world.look(flow)).body.flow
    const ref = step.type === 'choose-method' ? (step.methods[0]?.ref ?? '') : ''
    const choose = { type: 'choose-method', ref, complete: MAIL } as const
    expect(await loads(flow, choose)).toBe(1)
    expect(await loads(flow, { type: 'back' })).toBe(1)
    expect(await loads(flow, choose)).toBe(1)
    expect(await loads(flow, { type: 'challenge', code: '00000000' })).toBe(1)
    expect(await loads(flow, await rightCode())).toBe(1)
  })

  it('loads its flow once for the new password, which takes three transactions', async () => {
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.answer(flow, await rightCode())
    const statements = await statementsOf(flow, { type: 'new-password', password: NEW })
    expect(statements.filter(isLoad)).toHaveLength(1)
    expect((await world.look(flow)).body.flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
  })

  it('loads its flow once for a right code before a diagnosis, and for looking again', async () => {
    const { flow } = await world.toChallenge(MAIL, MAIL, { reason: 'cannot-sign-in' })
    const statements = await statementsOf(flow, await rightCode())
    expect(statements.filter(isLoad)).toHaveLength(1)
    expect(statements.filter(isSealing)).toHaveLength(1)
    expect((await world.look(flow)).body.flow.step.type).toBe('diagnosis')
    expect(await loads(flow, { type: 'look-again' })).toBe(1)
  })

  it('loads its flow once, and seals its facts once, if a right code locks the account', async () => {
    const { flow } = await world.toChallenge(MAIL, MAIL, { reason: 'compromised' })
    const statements = await statementsOf(flow, await rightCode())
    expect(statements.filter(isLoad)).toHaveLength(1)
    expect(statements.filter(isSealing)).toHaveLength(1)
    expect((await world.signIn(MAIL, OLD)).body.result).not.toBe('ok')
  })

  it('loads its flow once to open a case', async () => {
    const { flow } = await world.name(MAIL)
    expect(await loads(flow, { type: 'no-method' })).toBe(1)
    expect(await loads(flow, { type: 'help', contact: 'jane@new.example', whatHappened: 'My phone is gone.' })).toBe(1)
    expect((await world.look(flow)).body.flow.step).toMatchObject({ type: 'done', outcome: 'case-opened' })
  })

  it('runs the same statements for an unknown name, at every step that strangers can reach', async () => {
    const walk = async (identifier: string): Promise<string[][]> => {
      const { body: flow } = await world.start()
      const identify = { type: 'identify', identifier, captcha: await world.captcha() } as const
      const named = await statementsOf(flow, identify)
      const { step } = (await world.look(flow)).body.flow
      const ref = step.type === 'choose-method' ? (step.methods[0]?.ref ?? '') : ''
      const choose = { type: 'choose-method', ref, complete: identifier } as const
      const walked = [named]
      const wrong = { type: 'challenge', code: '00000000' } as const
      const help = { type: 'help', contact: 'me@new.example', whatHappened: 'My phone is gone.' } as const
      const answers = [
        choose,
        { type: 'back' },
        choose,
        wrong,
        wrong,
        { type: 'no-method' },
        { type: 'back' },
        { type: 'no-method' },
        help,
      ] as const
      for (const answer of answers) walked.push(await statementsOf(flow, answer))
      return walked
    }
    expect(await walk(NOBODY)).toEqual(await walk(MAIL))
  })

  it('takes seven statements to name an account, seven to send a code and five for a guess', async () => {
    const { body: flow } = await world.start()
    const identify = { type: 'identify', identifier: MAIL, captcha: await world.captcha() } as const
    const named = await statementsOf(flow, identify)
    const { step } = (await world.look(flow)).body.flow
    const ref = step.type === 'choose-method' ? (step.methods[0]?.ref ?? '') : ''
    const chosen = await statementsOf(flow, { type: 'choose-method', ref, complete: MAIL })
    const guessed = await statementsOf(flow, { type: 'challenge', code: '00000000' })
    expect([named, chosen, guessed].map(({ length }) => length)).toEqual([7, 7, 5])
    const limits = (statements: string[]) => statements.filter((statement) => statement.startsWith('insert into "limits"')).length
    // Answers of the address; names typed there; this name. Then the budgets of the message, and the share of the browser.
    expect([named, chosen, guessed].map(limits)).toEqual([3, 3, 3])
    expect([...named, ...chosen, ...guessed].filter((statement) => /^select "token"/.test(statement))).toEqual([])
  })
})
