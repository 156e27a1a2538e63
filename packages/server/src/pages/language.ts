/** Chooses the language of a page. */
import type { Context } from 'hono'
import { textsFor } from '../outbox/messages/texts.ts'

/** `?locale=` is all that the address may say: a name or a reason in it would be in logs and histories, and is not read. */
export function languageOf(c: Context): string {
  const wanted = [c.req.query('locale') ?? '', ...preferred(c.req.header('accept-language') ?? '')]
  const known = wanted.find((tag) => tag.toLowerCase().split('-')[0] === textsFor(tag).language)
  return textsFor(known ?? 'en').language
}

/** RFC 9110 12.5.4: the heaviest first. */
const preferred = (header: string): string[] =>
  header
    .slice(0, 200)
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .map(([tag = '', weight = '1']) => ({ tag, weight: Number(weight) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
