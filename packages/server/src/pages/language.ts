/** Chooses the language of a page. */
import type { Language } from '@regain/core'
import { languageFor } from '@regain/core'
import type { Context } from 'hono'

/** Only `?locale=` is read from the address: a name or a reason in it would end up in logs and histories. */
export const languageOf = (c: Context): Language => languageFor(c.req.query('locale'), ...preferred(c.req.header('accept-language') ?? ''))

/** RFC 9110 12.5.4: the highest weight first. */
const preferred = (header: string): string[] =>
  header
    .slice(0, 200)
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .map(([tag = '', weight = '1']) => ({ tag, weight: Number(weight) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
