/** The public pages about cases: the status of one, and whether somebody really is from the site's support team. */
import type { Context } from 'hono'
import { findState } from '../cases/case-state.ts'
import { escapeHtml } from '../formats/escape-html.ts'
import type { Api } from '../http/api.ts'
import { siteByKey } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { mustLetIn } from '../limits/room.ts'
import { siteUrlOf } from '../outbox/message.ts'
import type { Site } from '../sites/realm.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { beginCall } from './calls.ts'
import { languageOf } from './language.ts'
import { button, link, news, paragraph, TEXT_STYLE, textPage } from './text-page.ts'

const page = { 200: { description: 'The page.', type: 'text/html' } } as const

export function casePages({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/page.css',
    { part: 'pages', summary: 'The style sheet of text pages', replies: { 200: { description: 'The style sheet.', type: 'text/css' } } },
    async ({ c }) => c.body(TEXT_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }),
  )

  const status = (c: Context, site: Site, said = '') => {
    const language = languageOf(c)
    const t = textsFor(language).pages.cases
    const field = `<label for="reference">${escapeHtml(t.referenceLabel)}</label><input id="reference" name="reference" required maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint"><p id="hint">${escapeHtml(t.referenceHint)}</p>`
    return textPage(c, { language, site, title: t.statusTitle(site.name), body: said + button(t.statusButton, field) })
  }
  route(
    'get',
    '/cases/:siteKey',
    { part: 'pages', summary: 'The page that asks for the reference of a case', replies: page, problems: ['not-found'] },
    async ({ c }) => status(c, await siteByKey(deps.sites, c.req.param('siteKey') ?? '')),
  )
  route(
    'post',
    '/cases/:siteKey',
    {
      part: 'pages',
      summary: 'Read the status of a case',
      details: 'Received, in review, or answered; the same for an unknown name. The reference is posted, so that no history contains it.',
      form: ['reference'],
      replies: page,
      problems: ['not-found', 'too-many-requests'],
    },
    async ({ c, form: { reference = '' } }) => {
      const site = await siteByKey(deps.sites, c.req.param('siteKey') ?? '')
      await deps.db.write((tx) => mustLetIn(tx, 'answer', site.realm, visitorOf(c, address).address, deps, 'case-status'))
      const state = await findState(reference.slice(0, 64), site, deps)
      const t = textsFor(languageOf(c)).pages.cases
      return status(c, site, news(state ? t.states[state](site.name) : t.unknown))
    },
  )

  route(
    'get',
    '/genuine/:siteKey',
    {
      part: 'pages',
      summary: 'The page about a site’s real support team',
      details: 'Shows how to reach the team, which address it writes from, and what it never asks for. Only from the site’s settings.',
      replies: page,
      problems: ['not-found'],
    },
    async ({ c }) => {
      const site = await siteByKey(deps.sites, c.req.param('siteKey') ?? '')
      const language = languageOf(c)
      const t = textsFor(language).pages.cases
      const from = [deps.senders.email, deps.senders.phone].filter((one) => one !== undefined)
      const body = [
        paragraph(t.genuineLead(site.name)),
        items(
          t.genuinePage,
          [siteUrlOf(site)].map((origin) => link(origin, origin)),
        ),
        contacts(site, t.genuineReach) || `<h2>${escapeHtml(t.genuineReach)}</h2>${paragraph(t.genuineNoReach)}`,
        items(t.genuineFrom, from.map(said)),
        items(t.genuineNever, t.never(site.name).map(said)),
        paragraph(t.genuineDoubt),
        beginCall(site, language),
      ]
      return textPage(c, { language, site, title: t.genuineTitle(site.name), body: body.join('\n') })
    },
  )
}

/** As links, like the widget shows them: each is one tap away. */
export const contacts = ({ support: { url, email, phone, hours } }: Site, title: string): string =>
  items(title, [
    ...(url === undefined ? [] : [link(url, url)]),
    ...(email === undefined ? [] : [link(`mailto:${email}`, email)]),
    ...(phone === undefined ? [] : [link(`tel:${phone.replace(/[^+\d]/g, '')}`, phone)]),
    ...(hours === undefined ? [] : [said(hours)]),
  ])

const said = (line: string): string => `<bdi>${escapeHtml(line)}</bdi>`

/** `lines` are HTML. */
const items = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
