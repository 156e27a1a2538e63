import { createChallenge, solveChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect, it } from 'vitest'
import { solve } from './solve.ts'

const secret = 'a secret of this test'
const challengeOf = (counter: number) =>
  createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 10, counter, deriveKey, hmacSignatureSecret: secret })

it('finds the solution of altcha-lib, and altcha-lib accepts it', async () => {
  for (const counter of [0, 1, 300]) {
    const challenge = await challengeOf(counter)
    const parameters = JSON.parse(JSON.stringify(challenge.parameters))
    const solution = await solve(parameters, new AbortController().signal)
    const theirs = await solveChallenge({ challenge, deriveKey })
    expect({ counter: solution.counter, derivedKey: solution.derivedKey }).toEqual({
      counter: theirs?.counter,
      derivedKey: theirs?.derivedKey,
    })
    expect(await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secret })).toMatchObject({ verified: true })
  }
})

it('stops at once when the person leaves the step', async () => {
  const ended = new AbortController()
  const { parameters } = await challengeOf(1_000_000)
  const solving = solve(JSON.parse(JSON.stringify(parameters)), ended.signal)
  ended.abort(new Error('left'))
  await expect(solving).rejects.toThrow('left')
})
