/** Reads the form of a public page as strictly as JSON: one content type, few bytes, only the page's own fields, none twice. */
import type { Context } from 'hono'
import { ProblemError } from '../problems/problem.ts'
import { needContentType, readBody } from './read-body.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
/** Our longest form has a token of 128 characters and a code. */
export const MOST_FORM_BYTES = 4096

export type Form<Field extends string> = Partial<Record<Field, string>>

/** Security: splitting a form of many megabytes stops the event loop for seconds, so its bytes are counted before anything is split. */
export async function readForm<Field extends string>(c: Context, fields: readonly Field[]): Promise<Form<Field>> {
  // A post without a body has no content type: it is a form without a filled field.
  const isTyped = c.req.header('content-type') !== undefined
  if (isTyped) needContentType(c, URLENCODED)
  const text = await readBody(c, MOST_FORM_BYTES)
  if (!isTyped && text !== '') needContentType(c, URLENCODED)
  const form: Form<Field> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const field = fields.find((one) => one === name)
    if (field === undefined) throw new ProblemError('malformed-request', { detail: `This form has the fields: ${fields.join(', ')}.` })
    if (form[field] !== undefined) throw new ProblemError('malformed-request', { detail: `The field ${field} is given twice.` })
    form[field] = value
  }
  return form
}
