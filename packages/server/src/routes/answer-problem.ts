/** A "no" as it was asked for: a page for a person's browser, the problem document for every program (RFC 9110 12.5.1). */
import type { ProblemCode } from '@regain/core'
import type { Context } from 'hono'
import { problemDocument, problemHeaders } from '../middleware/problem-document.ts'
import type { ProblemError } from '../security/problem.ts'
import { languageOf } from './language.ts'
import { problemTexts } from './problem-texts.ts'
import { paragraph, textPage } from './text-page.ts'

const kinds: Partial<Record<ProblemCode, 'nothing' | 'wait'>> = {
  'not-found': 'nothing',
  'method-not-allowed': 'nothing',
  'too-many-requests': 'wait',
}

export function answerProblem(c: Context, problem: ProblemError): Response {
  if (/^\/(v1|admin\/api)\//.test(c.req.path)) return problemDocument(c, problem)
  c.header('vary', 'accept', { append: true })
  if (!/\btext\/html\b/.test(c.req.header('accept') ?? '')) return problemDocument(c, problem)
  const language = languageOf(c)
  const { title, lead } = problemTexts(language)[kinds[problem.code] ?? 'broken']
  return textPage(c, { language, title, body: paragraph(lead) }, problemHeaders(c, problem).status)
}
