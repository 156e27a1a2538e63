/** Every expected refusal, by its stable code. News comes with a flow in a 200; problems end the request (RFC 9457). Each client has its own sentences for them. */
import * as v from 'valibot'

/** Nothing can be shown: the request ends with `application/problem+json` and this status. */
export const problems = {
  'malformed-request': { status: 400, title: 'The request is not well-formed.' },
  'unauthorized': { status: 401, title: 'The key or token is missing or not valid.' },
  'sign-in-refused': { status: 401, title: 'The sign-in failed.' },
  'not-permitted': { status: 403, title: 'Your role does not allow this.' },
  'scope-needed': { status: 403, title: 'This secret key lacks the scope for this call.' },
  'step-up-needed': { status: 403, title: 'Authenticate again to do this.' },
  'cross-site-refused': { status: 403, title: 'Only the console’s own pages may call this.' },
  'origin-refused': { status: 403, title: 'This origin is not registered for the site.' },
  'not-found': { status: 404, title: 'Not found.' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here.' },
  'wrong-step': { status: 409, title: 'The flow is at another step.' },
  'in-progress': { status: 409, title: 'An earlier request of this flow is still being processed.' },
  'changed-meanwhile': { status: 409, title: 'Somebody else changed this in the meantime.' },
  'call-needed': { status: 409, title: 'This realm requires a phone call in which both sides have compared their codes.' },
  'evidence-needed': { status: 409, title: 'The answers about the account weigh less than this realm requires.' },
  'second-person-needed': { status: 409, title: 'A second person must approve this.' },
  'account-frozen': { status: 409, title: 'The account is frozen because its owner disputes a change.' },
  'decided-already': { status: 409, title: 'This was already decided, or has expired.' },
  'last-owner': { status: 409, title: 'At least one owner who can sign in must remain.' },
  'identifier-taken': { status: 409, title: 'Another account has this identifier.' },
  'link-refused': { status: 410, title: 'This link was already used, or has expired.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'wrong-content-type': { status: 415, title: 'This content type is not supported.' },
  'wrong-host': { status: 421, title: 'This server does not serve this host.' },
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
