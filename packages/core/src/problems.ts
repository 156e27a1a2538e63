/** Every expected refusal, by its stable code. News comes with a flow in a 200; problems end the request (RFC 9457). Each client has its own sentences for them. */
import * as v from 'valibot'

/** Nothing can be shown: the request ends with `application/problem+json` and this status. */
export const problems = {
  'malformed-request': { status: 400, title: 'The request is not well-formed.' },
  'unauthorized': { status: 401, title: 'The key or token is missing or not valid.' },
  'sign-in-refused': { status: 401, title: 'That did not sign you in.' },
  'not-permitted': { status: 403, title: 'Your role does not allow this.' },
  'scope-needed': { status: 403, title: 'This secret key may not be used for this.' },
  'step-up-needed': { status: 403, title: 'Show once more that it is you.' },
  'cross-site-refused': { status: 403, title: 'The console answers its own pages only.' },
  'origin-refused': { status: 403, title: 'This origin is not registered for the site.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here.' },
  'wrong-step': { status: 409, title: 'The flow is at another step.' },
  'in-progress': { status: 409, title: 'An earlier request of this flow is still being worked on.' },
  'changed-meanwhile': { status: 409, title: 'Somebody else changed this meanwhile.' },
  'call-needed': { status: 409, title: 'This realm asks for a call in which both have shown who they are.' },
  'evidence-needed': { status: 409, title: 'What the person remembered weighs less than this realm asks for.' },
  'second-person-needed': { status: 409, title: 'A second person must agree to this.' },
  'account-frozen': { status: 409, title: 'The owner says that a change was not theirs: until that is settled, nothing is changed.' },
  'decided-already': { status: 409, title: 'This was decided already, or is too old.' },
  'last-owner': { status: 409, title: 'One owner must remain who can sign in.' },
  'identifier-taken': { status: 409, title: 'Another account has this identifier.' },
  'link-refused': { status: 410, title: 'This link was used already, or is too old.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'wrong-content-type': { status: 415, title: 'The content type is not one that is read here.' },
  'wrong-host': { status: 421, title: 'This server does not answer for this host.' },
  'value-refused': { status: 422, title: 'A value is not acceptable.' },
  'too-many-requests': { status: 429, title: 'Too many requests. Wait a little, then try again.' },
  'internal': { status: 500, title: 'Something went wrong on our side.' },
  'unavailable': { status: 503, title: 'The service cannot do this right now. Try again soon.' },
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemCode = keyof typeof problems

/** The body of a problem. `flow` comes with `wrong-step`, `wanted` with `second-person-needed`; `errors` names the wrong places, never the values. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  requestId: v.optional(v.string()),
  detail: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ path: v.string(), message: v.string() }))),
  wanted: v.optional(v.object({ action: v.string(), subject: v.record(v.string(), v.string()) })),
})
export type Problem = v.InferOutput<typeof ProblemSchema>

/** Why a password was refused; each has its own sentence. */
export const passwordRefusals = ['too-short', 'too-long', 'common', 'guessable', 'context', 'repetitive', 'breached', 'unchanged'] as const
const PasswordRefusalSchema = v.picklist(passwordRefusals)
export type PasswordRefusal = v.InferOutput<typeof PasswordRefusalSchema>

/** Why an identifier can't be read; depends only on the typing, never on the database. */
export const identifierRefusals = [
  'empty',
  'kind-not-accepted',
  'character',
  'too-long',
  'phone-country',
  'phone-unknown',
  'phone-extension',
  'email-space',
  'email-comma',
  'email-several',
  'email-local',
  'email-domain',
] as const
const IdentifierRefusalSchema = v.picklist(identifierRefusals)
export type IdentifierRefusal = v.InferOutput<typeof IdentifierRefusalSchema>

/** News: an expected result that comes with the flow, in a 200. There is always a step to show. */
export const NewsSchema = v.variant('code', [
  v.strictObject({ code: v.literal('captcha-refused') }),
  v.strictObject({ code: v.literal('identifier-refused'), why: IdentifierRefusalSchema }),
  v.strictObject({ code: v.literal('completion-refused') }),
  v.strictObject({ code: v.literal('contact-refused') }),
  v.strictObject({ code: v.literal('code-wrong') }),
  /** The input is not as long as a code: it was not compared and uses up no guess. */
  v.strictObject({ code: v.literal('not-a-code'), length: v.number() }),
  v.strictObject({ code: v.literal('code-expired') }),
  v.strictObject({ code: v.literal('resend-too-early') }),
  v.strictObject({ code: v.literal('password-refused'), why: PasswordRefusalSchema }),
  v.strictObject({ code: v.literal('directory-unavailable') }),
  v.strictObject({ code: v.literal('directory-unsure') }),
])
export type News = v.InferOutput<typeof NewsSchema>
export type NewsCode = News['code']
