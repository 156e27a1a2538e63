/** The page behind the link of an approval mail: the person types the number from their own screen, or says that it was not them. */
import { readApprovalNumber } from '@regain/core'
import type { Context } from 'hono'
import type { Reader } from '../db/database.ts'
import { escapeHtml } from '../formats/escape-html.ts'
import type { Api } from '../http/api.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { sayTime } from '../outbox/messages/say-time.ts'
import { answerApproval, findApproval } from '../recovery/approve.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { button, news, paragraph, quietButton, textPage } from './text-page.ts'
import { buttonWithTick, isTicked } from './tick.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  410: { description: 'The link was used or has expired.', type: 'text/html' },
} as const

export function approveRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/approve/:token',
    {
      part: 'pages',
      summary: 'The page of an approval mail',
      details: 'The link in a mail of `email-approval`. Opening it changes nothing.',
      replies,
    },
    async ({ c }) => await ask(c),
  )
  route(
    'post',
    '/approve/:token',
    {
      part: 'pages',
      summary: 'Approve or deny an attempt',
      details:
        'The number on the person’s screen proves the mailbox to that attempt, and only the person who began it can continue. A wrong number ends the link. A form without a number and without the tick “it was somebody else” changes nothing, because programs that press buttons send that.',
      form: ['number', 'marked'],
      replies,
      problems: ['too-many-requests'],
    },
    async ({ c, form }) => {
      const number = form.number === undefined ? undefined : readApprovalNumber(form.number)
      const isStranger = isTicked(form)
      if (number === undefined && !isStranger) return await ask(c, form.number === undefined ? 'unmarked' : 'unread')
      const said = isStranger ? undefined : number
      const visitor = visitorOf(c, address)
      const find = (tx: Reader) => findApproval(c.req.param('token') ?? '', visitor, deps, tx)
      const answered = await answerApproval({ find, number: said }, visitor, deps)
      if (!answered) return gone(c)
      const language = languageOf(c)
      const t = textsFor(language).pages.approval
      const { name } = answered.from
      return textPage(c, { language, site: answered.from, title: t.title(name), body: news(t[answered.came](name)) })
    },
  )

  async function ask(c: Context, missing?: 'unread' | 'unmarked'): Promise<Response> {
    const found = await findApproval(c.req.param('token') ?? '', visitorOf(c, address), deps)
    if (!found) return gone(c)
    const { site, stored } = found
    const { startedAt, timeZone, browser, country } = stored.row
    const language = languageOf(c)
    const t = textsFor(language).pages.approval
    const when = sayTime(startedAt, { language, timeZone: timeZone ?? undefined, now: deps.clock.now() })
    const place = country === null ? undefined : new Intl.DisplayNames(language, { type: 'region' }).of(country)
    const body = [
      missing ? news(t[missing]) : '',
      paragraph(t.lead(site.name)),
      paragraph([t.begun(when), browser && t.browser(browser), place && t.place(place)].filter(Boolean).join(' ')),
      button(
        t.button,
        `<label for="number">${escapeHtml(t.label)}</label><input id="number" name="number" required inputmode="numeric" autocomplete="off" maxlength="8" aria-describedby="hint"><p id="hint">${escapeHtml(t.hint)}</p>`,
      ),
      `<h2>${escapeHtml(t.otherwise)}</h2>`,
      buttonWithTick(t.notMe, t.notMeMark, { of: quietButton }),
    ]
    return textPage(c, { language, site, title: t.title(site.name), body: body.join('\n') })
  }
}

function gone(c: Context): Response {
  const language = languageOf(c)
  const t = textsFor(language).pages.approval
  return textPage(c, { language, title: t.goneTitle, body: paragraph(t.gone) }, 410)
}
