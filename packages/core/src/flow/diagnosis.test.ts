import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Cause, type Condition, causeNames, causes, findCause, ProviderSchema, remediesOf } from './diagnosis.ts'
import { liftedByNewPassword, lockCauses } from './lock.ts'

const NOW = Date.UTC(2026, 10, 24, 14, 10)
const DAY = 86_400_000
const well: Condition = { names: ['j•••@e•••'], unlocks: true, password: { exists: true } }
const wrongSignIns = { count: 11, last: NOW - 8 * 60_000, until: NOW + 3_600_000 }
const locked = (cause: (typeof lockCauses)[number]) => ({ ...well, lock: { cause, since: NOW - DAY } })

/** One condition for each cause. */
const conditions: Record<Exclude<Cause, 'directory-unreachable'>, Condition> = {
  'too-many-sign-ins': { ...well, wrongSignIns },
  'operator': locked('operator'),
  'frozen': locked('frozen'),
  'compromised': locked('compromised'),
  'expired': locked('expired'),
  'disabled': locked('disabled'),
  'no-password': { ...well, password: { exists: false } },
  'password-changed': { ...well, password: { exists: true, changedAt: NOW - 3 * DAY } },
  'nothing-wrong': well,
}

describe('the reason why a person can’t sign in', () => {
  it.each(Object.entries(conditions))('%s is found', (cause, condition) => {
    expect(findCause(condition, NOW).cause).toBe(cause)
  })

  it('comes with what caused it', () => {
    expect(findCause({ ...well, wrongSignIns }, NOW)).toEqual({
      cause: 'too-many-sign-ins',
      since: wrongSignIns.last,
      wrongSignIns,
      unlocks: true,
    })
  })

  it('is the most serious cause if there are several', () => {
    expect(findCause({ ...locked('operator'), wrongSignIns, password: { exists: false } }, NOW).cause).toBe('operator')
    expect(findCause({ ...well, wrongSignIns, password: { exists: true, changedAt: NOW - DAY } }, NOW).cause).toBe('too-many-sign-ins')
  })

  it('is unknown after four wrong passwords, or when the password was changed more than three months ago', () => {
    expect(findCause({ ...well, wrongSignIns: { count: 4, last: NOW } }, NOW).cause).toBe('nothing-wrong')
    expect(findCause({ ...well, password: { exists: true, changedAt: NOW - 91 * DAY } }, NOW).cause).toBe('nothing-wrong')
  })

  it('names other sign-in services only if they could be the way in', () => {
    const signsInWith = ['Google', 'Apple']
    const of = (condition: Condition) => findCause({ ...condition, signsInWith }, NOW).signsInWith
    expect([of(conditions['no-password']), of(well)]).toEqual([signsInWith, signsInWith])
    for (const cause of ['operator', 'disabled', 'compromised', 'too-many-sign-ins', 'password-changed'] as const)
      expect(of(conditions[cause]), cause).toBeUndefined()
    expect(findCause(conditions['no-password'], NOW)).not.toHaveProperty('signsInWith')
  })

  it('accepts only short plain names of other services, never text that reads like an address or like our own', () => {
    const is = (name: string) => v.is(ProviderSchema, name)
    for (const good of ['Google', 'Sign in with Apple', 'AT&T', 'Facebook', '楽天', 'حسابي', 'O’Neill'.replace('’', "'"), 'C++'])
      expect(is(good), good).toBe(true)
    for (const bad of ['', ' Google', 'Google ', '<b>x</b>', 'https://evil.example', 'call: 030 1234', 'a\u202eb', 'a\nb', 'x'.repeat(41)])
      expect(is(bad), bad).toBe(false)
  })

  it('always offers support, and leaves locks by operators to operators', () => {
    for (const cause of causeNames) expect(causes[cause]).toContain('help')
    for (const cause of lockCauses) expect(causes[cause].includes('new-password')).toBe(liftedByNewPassword(cause))
  })

  it('can be unlocked with the same password only if realm and directory both allow it', () => {
    const found = { cause: 'too-many-sign-ins', since: NOW } as const
    expect(remediesOf({ ...found, unlocks: true }, { unlock: 'same-password' })).toEqual(['unlock', 'new-password', 'help'])
    expect(remediesOf({ ...found, unlocks: true }, { unlock: 'new-password' })).toEqual(['new-password', 'help'])
    expect(remediesOf({ ...found, unlocks: false }, { unlock: 'same-password' })).toEqual(['new-password', 'help'])
    for (const cause of causeNames.filter((name) => name !== 'too-many-sign-ins')) expect(causes[cause]).not.toContain('unlock')
  })
})
