import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProgram } from '../../testing/run-program.ts'

const SHOP = ['Corner Shop', '--realm', 'shop', '--origin', 'https://shop.example']

describe('regain site', () => {
  let program: Awaited<ReturnType<typeof openProgram>>
  beforeAll(async () => {
    program = await openProgram()
    await program.run('realm', 'create', 'shop')
  })
  afterAll(() => program.remove())

  const run = async (...words: string[]) => {
    const { status, out, err } = await program.run('site', ...words, '--json')
    return { status, err, made: (out === '' ? {} : JSON.parse(out)) as Record<string, unknown> }
  }
  const listed = async () => (await run('key', 'list', 'Corner Shop')).made.keys as { endsWith: string; scopes: string | string[] }[]

  it('creates keys with the requested scopes, lists them by their last characters, and removes them', async () => {
    const { made } = await run('create', ...SHOP, '--scope', 'sign-ins', '--scope', 'accounts:read')
    const first = String(made.secretKey).slice(-4)
    expect(await listed()).toMatchObject([{ endsWith: first, scopes: ['accounts:read', 'sign-ins'] }])
    const second = await run('key', 'add', String(made.siteKey))
    expect(second.made).toEqual({
      site: made.siteKey,
      scopes: ['accounts:read', 'accounts:write', 'passwords', 'sign-ins', 'enrolments', 'webhooks'],
      secretKey: expect.stringMatching(/^sk_/),
    })
    expect((await run('key', 'end', 'Corner Shop', first)).made).toEqual({ ended: first })
    expect((await listed()).map(({ endsWith }) => endsWith)).toEqual([String(second.made.secretKey).slice(-4)])
  })

  it.each([
    [['key', 'add', 'Corner Shop', '--scope', 'all'], 'There is no scope all: scopes are accounts:read, accounts:write, passwords,'],
    [['key', 'add', 'Other Shop'], 'There is no site named Other Shop.'],
    [['key', 'end', 'Corner Shop', 'nope'], 'The site has no key that ends in nope'],
    [['create', ...SHOP, '--scope'], '--scope needs a value'],
  ])('refuses %j in one line', async (words, line) => {
    const { status, err } = await program.run('site', ...words)
    expect([status, err.split('\n').length]).toEqual([1, 2])
    expect(err).toContain(line)
  })

  it('does not remove the last key', async () => {
    const [last] = await listed()
    const { status, err } = await program.run('site', 'key', 'end', 'Corner Shop', last?.endsWith ?? '')
    expect([status, err]).toEqual([1, 'This is the last secret key. Add another one first.\n'])
  })
})
