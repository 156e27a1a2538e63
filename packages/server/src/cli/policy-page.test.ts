import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultPolicy, PolicySchema } from '@regain/core'
import * as v from 'valibot'
import { expect, it } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/policy.md'), 'utf8')

/** Each setting of a policy by its path; a limit counts as one. */
function pathsOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, own]) => {
    const here = path === '' ? name : `${path}.${name}`
    const isOne = typeof own !== 'object' || own === null || Array.isArray(own) || 'burst' in own
    return isOne ? [here] : pathsOf(own as object, here)
  })
}

it('docs/policy.md lists every setting of a policy once, with the default of each number', () => {
  const rows = new Map([...page.matchAll(/^\| `([\w.-]+)` \| (.*?) \|/gm)].map(([, path = '', first = '']) => [path, first]))
  const paths = [...pathsOf(defaultPolicy), 'defaultCountry', 'smsCountries'].sort()
  expect([...rows.keys()].sort()).toEqual(paths)
  for (const path of paths) {
    const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], defaultPolicy)
    if (typeof value === 'number') expect(rows.get(path), path).toBe(String(value))
    if (path.startsWith('limits.')) {
      const { burst, perSeconds } = value as { burst: number; perSeconds: number }
      expect(rows.get(path), path).toBe(`${burst} in ${perSeconds} s`)
    }
  }
})

it('the example policies in docs/policy.md are valid', () => {
  const shown = [...page.matchAll(/--policy '(\{.*\})'/g)].map(([, json = '']) => JSON.parse(json) as unknown)
  expect(shown).toHaveLength(2)
  for (const policy of shown) expect(v.is(PolicySchema, policy), JSON.stringify(policy)).toBe(true)
})
