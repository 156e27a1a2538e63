/** A reader that finds nothing would never find a loss. */
import { expect, test } from 'vitest'
import { root } from '../run.mjs'
import { readLastRelease } from './last-release.mjs'
import { readContract } from './read-contract.mjs'

const { release, contract: last } = readLastRelease()

test.each([
  ['this version', () => readContract(root)],
  [`release ${release}`, () => last],
])('the contract of %s has every part', async (_, read) => {
  const { openapi, settings, exitStatuses, exports, elements } = await read()
  expect(Object.keys(openapi.paths)).toEqual(expect.arrayContaining(['/v1/flows', '/v1/sign-ins', '/healthz']))
  expect(Object.keys(openapi.webhooks)).toEqual(expect.arrayContaining(['password.changed', 'alert.opened', 'account.find']))
  expect(settings).toEqual(expect.arrayContaining(['SECRET', 'ORIGIN', 'SMTP_URL']))
  expect(exitStatuses).toMatchObject({ done: 0, refused: 1, interrupted: 130 })
  expect(exports['@regain/core']).toEqual(expect.arrayContaining(['nextStep', 'FlowView']))
  expect(exports['@regain/server']).toEqual(expect.arrayContaining(['serve', 'Config']))
  expect(exports['@regain/widget']).toEqual(expect.arrayContaining(['RegainAccount', 'RegainEvents']))
  expect(exports).toMatchObject({ '@regain/widget/regain.js': [], 'bin': ['regain'] })
  expect(Object.keys(elements)).toEqual(['regain-account', 'regain-security'])
  expect(elements['regain-account']).toMatchObject({
    attributes: expect.arrayContaining(['site', 'locale']),
    events: expect.arrayContaining(['regain-done']),
    properties: expect.arrayContaining(['--regain-accent']),
    parts: expect.arrayContaining(['main']),
    slots: ['sign-in'],
  })
})
