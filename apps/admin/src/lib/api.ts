/** Calls Regain's server: same origin, JSON in and out, and one shape for refusals (RFC 9457). */
import type { AdminApi } from '@regain/server/admin'
import { base } from '$app/paths'
import { setByReply } from './clock.ts'
import { speak } from './speak.ts'

/** The server refused the call, or could not be reached. `code` is a problem's; `errors` lists the wrong values by place. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly errors: readonly { path: string; message: string }[]
  /** The whole problem document, because some problems contain what the client needs to continue. */
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: number, body: Record<string, unknown>) {
    const code = typeof body.code === 'string' ? body.code : 'unreachable'
    super(code)
    this.status = status
    this.code = code
    this.body = body
    this.detail = typeof body.detail === 'string' ? body.detail : undefined
    this.errors = Array.isArray(body.errors) ? (body.errors as { path: string; message: string }[]) : []
  }
}

/** The act that needs a second operator's approval, and the state of an earlier request. */
export interface Wanted {
  action: string
  subject: Readonly<Record<string, string>>
  asked?: { approval: string; state: 'waiting' | 'granted'; expiresAt: number }
}
export type Second = { approval: string } | { alone: string }

/** Called when the session has ended, or when a call needs a fresh proof or a second operator; the layout sets them. */
export const onRefusal: {
  signedOut(): void
  stepUp(): Promise<boolean>
  secondPerson(wanted: Wanted): Promise<Second | undefined>
} = { signedOut: () => undefined, stepUp: async () => false, secondPerson: async () => undefined }

type Route = keyof AdminApi
export type Reply<Name extends Route> = AdminApi[Name]['reply']

/** What a call to a route needs: parts of its path, a query, a body. */
export interface Given<Name extends Route> {
  params?: Readonly<Record<string, string>>
  query?: AdminApi[Name]['query']
  body?: AdminApi[Name]['body']
}

/** Calls a route by its name, such as `GET /me`. In a `load`, pass its own `fetch`. */
export async function call<Name extends Route>(name: Name, given: Given<Name> = {}, fetcher: typeof fetch = fetch): Promise<Reply<Name>> {
  const reply = await send(name, given, fetcher)
  if (reply.ok) return (reply.status === 204 ? undefined : await reply.json()) as Reply<Name>
  const refused = new Refused(reply.status, (await reply.json().catch(() => ({}))) as Record<string, unknown>)
  if (refused.code === 'step-up-needed' && (await onRefusal.stepUp())) return await call(name, given, fetcher)
  if (refused.code === 'second-person-needed') {
    const second = await onRefusal.secondPerson(refused.body.wanted as Wanted)
    if (second) return await call(name, { ...given, body: { ...(given.body as object), second } as Given<Name>['body'] }, fetcher)
  }
  if (refused.code === 'unauthorized') onRefusal.signedOut()
  throw refused
}

async function send(name: string, { params = {}, query = {}, body = {} }: Given<Route>, fetcher: typeof fetch): Promise<Response> {
  const [method = 'GET', path = ''] = name.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])),
  )
  const init: RequestInit = { method, headers: { accept: 'application/json' }, cache: 'no-store', credentials: 'same-origin' }
  if (method !== 'GET')
    Object.assign(init, { headers: { ...init.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  try {
    const reply = await fetcher(`${base}/api${filled}${search.size > 0 ? `?${search}` : ''}`, init)
    setByReply(reply)
    return reply
  } catch {
    throw new Refused(0, {})
  }
}

const words = speak({
  en: {
    'unreachable': 'The server can’t be reached. Nothing was changed. Try again.',
    'unauthorized': 'You are signed out. Sign in, then try again.',
    'not-permitted': 'Your role does not allow this.',
    'step-up-needed': 'Confirm that it’s you to continue.',
    'call-needed': 'This realm requires a call first: ask the caller to read you the code from the site’s page.',
    'evidence-needed': 'The person’s evidence weighs less than this realm requires, so access can’t be given.',
    'second-person-needed': 'A second person must approve this first. Then try again.',
    'decided-already': 'This was already decided, or it has expired.',
    'last-owner': 'At least one owner must be able to sign in.',
    'link-refused': 'This link was already used or has expired. Ask for a new one.',
    'sign-in-refused': 'Sign-in failed. Check what you entered and try again.',
    'not-found': 'Not found.',
    'changed-meanwhile': 'Someone else changed this in the meantime. Review it again, then decide.',
    'too-many-requests': 'Too many tries. Wait a moment, then try again.',
    'value-refused': 'A value is not acceptable.',
    'malformed-request': 'A value is not acceptable.',
    'unavailable': 'The server can’t do this right now. Try again soon.',
    'other': 'Something went wrong on the server.',
    'request': (id: string) => ` Request ${id}.`,
  },
  de: {
    'unreachable': 'Der Server ist nicht erreichbar. Nichts wurde geändert. Versuchen Sie es noch einmal.',
    'unauthorized': 'Sie sind abgemeldet. Melden Sie sich an und versuchen Sie es noch einmal.',
    'not-permitted': 'Ihre Rolle erlaubt das nicht.',
    'step-up-needed': 'Bestätigen Sie zum Fortfahren, dass Sie es sind.',
    'call-needed': 'Dieser Bereich verlangt zuerst einen Anruf: Lassen Sie sich den Code von der Seite der Website vorlesen.',
    'evidence-needed': 'Die Angaben der Person haben weniger Gewicht, als dieser Bereich verlangt. Zugang ist damit nicht möglich.',
    'second-person-needed': 'Zuerst muss eine zweite Person zustimmen. Versuchen Sie es danach noch einmal.',
    'decided-already': 'Darüber wurde schon entschieden, oder es ist abgelaufen.',
    'last-owner': 'Es muss ein Inhaber bleiben, der sich anmelden kann.',
    'link-refused': 'Dieser Link wurde schon benutzt oder ist abgelaufen. Bitten Sie um einen neuen.',
    'sign-in-refused': 'Die Anmeldung ist fehlgeschlagen. Prüfen Sie Ihre Eingaben, und versuchen Sie es noch einmal.',
    'not-found': 'Nicht gefunden.',
    'changed-meanwhile': 'Jemand anders hat das inzwischen geändert. Prüfen Sie es noch einmal, und entscheiden Sie dann.',
    'too-many-requests': 'Zu viele Versuche. Warten Sie einen Moment, und versuchen Sie es noch einmal.',
    'value-refused': 'Ein Wert ist nicht zulässig.',
    'malformed-request': 'Ein Wert ist nicht zulässig.',
    'unavailable': 'Der Server kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
    'other': 'Auf dem Server ist etwas schiefgegangen.',
    'request': (id: string) => ` Anfrage ${id}.`,
  },
})

/** The sentence for a refusal. */
export function sentence(error: unknown): string {
  const t = words()
  if (!(error instanceof Refused)) return t.other
  const { code, detail, errors, body } = error
  const known = code in t && code !== 'request' ? (t[code as 'other'] as string) : t.other
  const places = errors.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')
  const id = known === t.other && typeof body.requestId === 'string' ? t.request(body.requestId) : ''
  return [detail ?? known, places].filter(Boolean).join(' ') + id
}
