/** Answers a refusal in the requested form: a page for a person's browser, the problem document for programs (RFC 9110 12.5.1). */
import type { ProblemCode } from '@regain/core'
import type { Context } from 'hono'
import { problemDocument, problemHeaders } from '../http/problem-document.ts'
import type { ProblemError } from '../problems/problem.ts'
import { textsFor } from '../texts/texts-for.ts'
import { languageOf } from './language.ts'
import { paragraph, quietParagraph, textPage } from './text-page.ts'

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
  const t = textsFor(language).pages.problems
  const kind = kinds[problem.code] ?? 'broken'
  const body = {
    nothing: () => paragraph(t.nothing.lead),
    wait: () => paragraph(t.wait.lead(Math.ceil((problem.extras.retryAfterSeconds ?? 60) / 60))),
    broken: () => paragraph(t.broken.lead) + quietParagraph(t.broken.number(c.get('requestId'))),
  }
  return textPage(c, { language, title: t[kind].title, body: body[kind]() }, problemHeaders(c, problem).status)
}
