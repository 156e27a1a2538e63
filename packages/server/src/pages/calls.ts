/** The page for a person on the phone with the support team: it shows a code to read out, and then the code that they must hear. */
import type { Language } from '@regain/core'
import type { Context } from 'hono'
import { CODE_DIGITS, inGroups } from '../calls/call.ts'
import type { SeenCall } from '../calls/look-at-call.ts'
import { denyCall, lookAtCall } from '../calls/look-at-call.ts'
import { openCall } from '../calls/open-call.ts'
import { escapeHtml } from '../formats/escape-html.ts'
import type { Api } from '../http/api.ts'
import { siteByKey } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import type { Site } from '../sites/realm.ts'
import type { CallTexts } from '../texts/contract/page-texts.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { CALL_SCRIPT } from './call-script.ts'
import { languageOf } from './language.ts'
import { paragraph, quietParagraph, textPage } from './text-page.ts'

const replies = { 200: { description: 'The page.', type: 'text/html' } } as const

export function callPages({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/call.js',
    {
      part: 'pages',
      summary: 'The script of the page for phone calls',
      details: 'Polls whether an operator has typed the code. Without the script, the page has a button for it.',
      replies: { 200: { description: 'The script.', type: 'text/javascript' } },
    },
    async ({ c }) => c.body(CALL_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300' }),
  )
  route(
    'get',
    '/calls/:siteKey',
    {
      part: 'pages',
      summary: 'The page for a phone call with support',
      details: 'Opening it changes nothing.',
      replies,
      problems: ['not-found'],
    },
    async ({ c }) => {
      const site = await siteByKey(deps.sites, c.req.param('siteKey') ?? '')
      return ask(c, site)
    },
  )
  route(
    'post',
    '/calls/:siteKey',
    {
      part: 'pages',
      summary: 'Start, check or end a phone call',
      details:
        'Without `token`: creates a code to read out. With `token`: returns the state of the call, as a page or as JSON. With `deny` as well: ends the call, because the person heard another code than the page shows.',
      form: ['token', 'code', 'deny'],
      countsItself: true,
      replies,
      problems: ['not-found', 'too-many-requests'],
    },
    async ({ c, form: { token, code, deny } }) => {
      const site = await siteByKey(deps.sites, c.req.param('siteKey') ?? '')
      if (isOfAnotherPage(c)) return ask(c, site)
      const given = readField(token, 128)
      if (given === '') {
        const opened = await openCall(site, visitorOf(c, address), deps)
        return showCall(c, site, { ...opened, seen: { state: 'waiting' } })
      }
      if (deny !== undefined) await denyCall(given, site, c.get('requestId'), deps)
      const seen = await lookAtCall(given, site, deps)
      if (c.req.header('accept') === 'application/json') {
        c.header('cache-control', 'no-store')
        return c.json({
          state: seen.state,
          said: say(textsFor(languageOf(c)).pages.calls, site, seen),
          ...('answer' in seen && { code: inGroups(seen.answer) }),
        })
      }
      // The form contains what the page showed, because nothing else stores it.
      const shown = readField(code, CODE_DIGITS)
      return showCall(c, site, { token: given, code: /^\d+$/.test(shown) ? shown : '', seen })
    },
  )
}

function ask(c: Context, site: Site): Response {
  const language = languageOf(c)
  return textPage(c, { language, site, title: textsFor(language).pages.calls.title(site.name), body: beginCall(site, language) })
}

/** Security: a page elsewhere could post a call of its own, and its victim would then see that call's codes here. Our own form sends no origin (no referrer is sent), but browsers send this header. */
const isOfAnotherPage = (c: Context): boolean => ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')

const readField = (field: string | undefined, longest: number): string => (field !== undefined && field.length <= longest ? field : '')

/** Leads from another page of the site to a new code. */
export function beginCall(site: Site, language: Language): string {
  const t = textsFor(language).pages.calls
  return `<h2>${escapeHtml(t.beginTitle)}</h2>${paragraph(t.begin(site.name))}<form method="post" action="${pathOf(site, language)}"><button>${escapeHtml(t.beginButton)}</button></form>`
}

const pathOf = ({ key }: Site, language: Language): string => `/calls/${escapeHtml(key)}?locale=${language}`

interface Shown {
  token: string
  /** The code that the person reads out. */
  code: string
  seen: SeenCall
}

const say = (t: CallTexts, { name }: Site, seen: SeenCall): string =>
  seen.state === 'taken' ? t.taken(name, seen.who) : t[seen.state](name)

function showCall(c: Context, site: Site, { token, code, seen }: Shown): Response {
  const language = languageOf(c)
  const t = textsFor(language).pages.calls
  const isTaken = seen.state === 'taken'
  const isWaiting = seen.state === 'waiting'
  const hide = (hidden: boolean) => (hidden ? ' hidden' : '')
  const digits = (text: string) => `<bdi dir="ltr">${escapeHtml(text)}</bdi>`
  const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
  const form = (inner: string) =>
    `<form method="post" action="${pathOf(site, language)}">${field('token', token)}${field('code', code)}${inner}</form>`
  const body = [
    `<div data-while="waiting"${hide(!isWaiting)}>${paragraph(t.read)}<p class="code">${digits(inGroups(code))}</p>${quietParagraph(t.keepOpen)}</div>`,
    `<div class="news" role="status"><p data-said>${escapeHtml(say(t, site, seen))}</p><p class="code" data-while="taken"${hide(!isTaken)} data-code>${isTaken ? digits(inGroups(seen.answer)) : ''}</p></div>`,
    `<div data-while="taken"${hide(!isTaken)}>${paragraph(t.differs)}${form(`<input type="hidden" name="deny" value="1"><button>${escapeHtml(t.denyButton)}</button>`)}</div>`,
    `<div data-while="waiting"${hide(!isWaiting)}>${form(`<button data-look>${escapeHtml(t.lookButton)}</button>`)}</div>`,
    `<h2>${escapeHtml(textsFor(language).pages.cases.genuineNever)}</h2><ul>${textsFor(language)
      .pages.cases.never(site.name)
      .map((one) => `<li>${escapeHtml(one)}</li>`)
      .join('')}</ul>`,
    quietParagraph(t.provesOnly(site.name)),
  ]
  return textPage(c, { language, site, title: t.title(site.name), body: body.join('\n'), script: '/call.js' })
}
