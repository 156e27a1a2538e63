/** The page behind the link of a notice, with one button. Opening it, or pressing without the tick as mail scanners do, changes nothing. */
import type { Context } from 'hono'
import type { Capsule } from '../changes/capsule.ts'
import type { Api } from '../http/api.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { serverMethods } from '../methods/index.ts'
import { sayTime } from '../outbox/messages/say-time.ts'
import { ProblemError } from '../problems/problem.ts'
import { linkKey } from '../recovery/links.ts'
import type { MessageTexts } from '../texts/contract/message-texts.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { FoundLink } from '../undo/press.ts'
import { findLink, pressUndo } from '../undo/press.ts'
import type { Deps } from '../wiring/deps.ts'
import { answerHostedPage } from './hosted-page.ts'
import { languageOf } from './language.ts'
import { button, paragraph, quietParagraph, textPage } from './text-page.ts'
import { askForTick, buttonWithTick, isTicked } from './tick.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  410: { description: 'The link was used or has expired.', type: 'text/html' },
} as const

export function undoRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/undo/:token',
    {
      part: 'pages',
      summary: 'The page “this wasn’t me”',
      details: 'The link in a notice. Opening it changes nothing.',
      replies,
    },
    async ({ c }) => {
      const found = await findLink(c.req.param('token') ?? '', deps)
      return found ? ask(c, found, deps.clock.now()) : gone(c)
    },
  )
  route(
    'post',
    '/undo/:token',
    {
      part: 'pages',
      summary: 'Freeze the account',
      details:
        'Ends sessions, codes and open attempts immediately. Nobody can sign in until the owner proves the account with an address from before the change; the page continues with that. Changes nothing without `marked=yes`, because programs that press buttons don’t send it.',
      form: ['marked'],
      replies,
      problems: ['too-many-requests'],
    },
    async ({ c, form }) => {
      const token = c.req.param('token') ?? ''
      const found = await findLink(token, deps)
      if (!found) return gone(c)
      // It is frozen already, so a scanner could do nothing more.
      if (found.capsule.pressedAt === null && !isTicked(form)) return ask(c, found, deps.clock.now(), askForTick(c))
      try {
        const { site } = await pressUndo(token, visitorOf(c, address), deps)
        return answerHostedPage(c, site, linkKey('undo', token))
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'link-refused') return gone(c)
        throw error
      }
    },
  )
}

function say({ change, before: { method } }: Capsule, { changedTitle, notices }: MessageTexts, site: string): string {
  if (change === 'password-changed') return changedTitle(site)
  if (change !== 'method-set-up') return notices[change](site)
  if (!method) throw new Error('the capsule of a method has no method')
  return notices[serverMethods[method].notices.made](site)
}

function ask(c: Context, { capsule, site }: FoundLink, now: number, said = ''): Response {
  const { at, pressedAt } = capsule
  const language = languageOf(c)
  const { messages, pages } = textsFor(language)
  const t = pages.undo
  const isNew = pressedAt === null
  const when = sayTime(at, { language, now })
  const body = [
    said,
    paragraph(say(capsule, messages, site.name)),
    quietParagraph(messages.noticeWhen(when)),
    paragraph(isNew ? t.lead : t.goOn),
    isNew ? buttonWithTick(t.button, t.mark) : button(t.goOnButton),
    isNew ? quietParagraph(t.otherwise) : '',
  ]
  return textPage(c, { language, site, title: t.title(site.name), body: body.join('\n') })
}

function gone(c: Context): Response {
  const language = languageOf(c)
  const t = textsFor(language).pages.undo
  return textPage(c, { language, title: t.goneTitle, body: paragraph(t.gone) }, 410)
}
