/** Where the link of a notice leads: a page with one button. Whoever only looks, mail scanners included, changes nothing. */
import { UNDO_KEY } from '@regain/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Deps } from '../deps.ts'
import type { AddressOf } from '../middleware/visitor.ts'
import { visitorOf } from '../middleware/visitor.ts'
import { textsFor } from '../outbox/messages/texts.ts'
import { escapeHtml } from '../security/escape-html.ts'
import { ProblemError } from '../security/problem.ts'
import type { FoundLink } from '../undo/press.ts'
import { findLink, pressUndo } from '../undo/press.ts'
import type { Api } from './api.ts'
import { languageOf } from './language.ts'
import { hostedPage, POLICY } from './pages.ts'
import { undoTexts } from './undo-texts.ts'

// No script at all: the button is a form's (R-703).
const PLAIN = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const page = { description: 'The page.', type: 'text/html' }

export function undoRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  const answer = (c: Context, policy: string, html: string, status: ContentfulStatusCode = 200): Response => {
    c.header('content-security-policy', policy)
    c.header('cross-origin-resource-policy', 'same-origin')
    c.header('cache-control', 'no-store')
    c.header('vary', 'accept-language')
    return c.html(html, status)
  }
  const gone = (c: Context): Response => answer(c, PLAIN, gonePage(languageOf(c)), 410)

  route(
    'get',
    '/undo/:token',
    {
      part: 'pages',
      summary: 'Asks whether a change was not the owner’s',
      details: 'The link of a notice. Reading it changes nothing, however often and by whom.',
      replies: { 200: page, 410: { description: 'The link was used, or is too old.', type: 'text/html' } },
    },
    async ({ c }) => {
      const found = await findLink(c.req.param('token') ?? '', deps)
      return found ? answer(c, PLAIN, askPage(found, languageOf(c))) : gone(c)
    },
  )
  route(
    'post',
    '/undo/:token',
    {
      part: 'pages',
      summary: 'Freezes the account',
      details:
        'Sessions, codes and open attempts end at once, and nobody gets in until an address from before the change has proven whose account it is. The page goes on with that.',
      replies: { 200: page, 410: { description: 'The link was used, or is too old.', type: 'text/html' } },
      problems: ['too-many-requests'],
    },
    async ({ c }) => {
      const token = c.req.param('token') ?? ''
      try {
        const { site } = await pressUndo(token, visitorOf(c, address), deps)
        return answer(c, POLICY, hostedPage(site, languageOf(c), `${UNDO_KEY}${token}`))
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'link-refused') return gone(c)
        throw error
      }
    },
  )
}

const frame = (language: string, title: string, main: string): string => `<!doctype html>
<html lang="${language}" dir="${textsFor(language).texts.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/recover.css"></head>
<body><main class="card"><h1>${escapeHtml(title)}</h1>${main}</main></body></html>
`
const paragraph = (text: string, kind = ''): string => `<p${kind && ` class="${kind}"`}>${escapeHtml(text)}</p>`

function askPage({ capsule: { change, at, pressedAt }, site }: FoundLink, language: string): string {
  const { texts } = textsFor(language)
  const t = undoTexts(language)
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)
  const told = change === 'password-changed' ? texts.changedTitle(site.name) : texts.notices[change](site.name)
  const lead = pressedAt === null ? t.lead : t.goOn
  const button = pressedAt === null ? t.button : t.goOnButton
  // The address of the page is where the form goes: no script, and nothing of the link in the page.
  const form = `<form method="post"><button>${escapeHtml(button)}</button></form>`
  const body = [paragraph(told), paragraph(texts.noticeWhen(`${when} UTC`), 'quiet'), paragraph(lead), form]
  return frame(language, t.title(site.name), body.join('\n') + (pressedAt === null ? paragraph(t.otherwise, 'quiet') : ''))
}

function gonePage(language: string): string {
  const t = undoTexts(language)
  return frame(language, t.goneTitle, paragraph(t.gone))
}
