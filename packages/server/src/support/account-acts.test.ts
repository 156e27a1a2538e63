import { defaultPolicy } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { accountActs, actsFor } from './account-acts.ts'

const realm = { policy: defaultPolicy }
const webhook = { url: 'https://shop.example/directory', secret: 'a secret of the directory' }
const plain = { realm, hasCall: false, locks: [] }
const names = (looking: Parameters<typeof actsFor>[0]) => Object.keys(actsFor(looking))

describe('the acts on an account', () => {
  it('are offered to the roles that may do them', () => {
    expect(names({ ...plain, role: 'viewer' })).toEqual([])
    expect(names({ ...plain, role: 'agent' })).toEqual(
      Object.keys(accountActs).filter((verb) => verb !== 'remove-destination' && verb !== 'unmask'),
    )
    for (const role of ['reviewer', 'owner'] as const) expect(names({ ...plain, role })).toEqual(Object.keys(accountActs))
  })

  it('leave the account itself to the site that keeps it', () => {
    expect(names({ ...plain, realm: { ...realm, webhook }, role: 'owner' })).toEqual([
      'offer-recovery',
      'lift-limits',
      'void-codes',
      'unmask',
    ])
  })

  it('put no lock a second time', () => {
    const locked = names({ ...plain, role: 'agent', locks: [{ cause: 'operator' }, { cause: 'expired' }] })
    expect(locked).not.toContain('lock')
    expect(locked).toContain('disable')
    expect(names({ ...plain, role: 'agent', locks: [{ cause: 'disabled' }] })).not.toContain('disable')
  })

  it('wait for a call where the realm requires one, if people ask for them over the phone', () => {
    const waiting = (looking: Partial<Parameters<typeof actsFor>[0]>) =>
      Object.entries(actsFor({ ...plain, realm: { policy: { ...defaultPolicy, calls: 'required' } }, role: 'reviewer', ...looking }))
        .filter(([, { needsCall }]) => needsCall)
        .map(([verb]) => verb)
    expect(waiting({})).toEqual(['unlock', 'enable', 'offer-recovery', 'lift-limits'])
    expect(waiting({ hasCall: true })).toEqual([])
    expect(waiting({ role: 'owner' })).toEqual([])
    expect(waiting({ realm })).toEqual([])
  })
})
