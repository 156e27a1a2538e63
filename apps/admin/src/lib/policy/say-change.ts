/** The differences between two policies, in the sentences of the form. */
import type { PolicyChange, PolicyValue } from '@regain/core'
import { agree } from './agree.ts'
import { policyWords } from './words.ts'

/** `5 → 3` in place of the value. */
export function sayChange({ path, before, after }: PolicyChange): string {
  const t = policyWords()
  const turn = `${sayValue(path, before)} → ${sayValue(path, after)}`
  if (path in t.numbers) return agree(t.numbers[path as keyof typeof t.numbers], [after]).replace('…', turn)
  const [, limit, part] = /^limits\.(\w+)\.(\w+)$/.exec(path) ?? []
  if (limit && limit in t.limits) {
    const text = t.limits[limit as keyof typeof t.limits]
    const [start = '', middle = '', end = ''] = agree(text, part === 'burst' ? [after] : [undefined, after]).split('…')
    return part === 'burst' ? `${start}${turn}${middle}…${end}` : `${start}…${middle}${turn}${end}`
  }
  return `${t.labels[path] ?? path}: ${turn}`
}

function sayValue(path: string, value: PolicyValue): string {
  const t = policyWords()
  if (value === undefined) return path === 'smsCountries' ? t.everywhere : '–'
  if (typeof value === 'boolean') return value ? t.on : t.off
  const names = (t.choices as Record<string, Record<string, string>>)[path.split('.').at(-1) ?? ''] ?? {}
  return typeof value === 'object' ? value.map((one) => names[one] ?? one).join(', ') : (names[String(value)] ?? String(value))
}
