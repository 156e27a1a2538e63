/** Where the link of a notice leads: a page with one button. Whoever only looks, mail scanners included, changes nothing. */
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { AddressOf } from '../middleware/visitor.ts'
import { visitorOf } from '../middleware/visitor.ts'
import { textsFor } from '../outbox/messages/texts.ts'
import { ProblemError } from '../security/problem.ts'
import type { FoundLink } from '../undo/press.ts'
import { findLink, pressUndo } from '../undo/press.ts'
import type { Api } from './api.ts'
import { languageOf } from './language.ts'
import { linkKey } from './links.ts'
import { answerHostedPage } from './pages.ts'
import { aside, button, paragraph, textPage } from './text-page.ts'
import { undoTexts } from './undo-texts.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  410: { description: 'The link was used, or is too old.', type: 'text/html' },
} as const

export function undoRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/undo/:token',
    {
      part: 'pages',
      summary: 'Asks whether a change was not the owner’s',
      details: 'The link of a notice. Reading it changes nothing, however often and by whom.',
      replies,
    },
    async ({ c }) => {
      const found = await findLink(c.req.param('token') ?? '', deps)
      return found ? ask(c, found) : gone(c)
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
      replies,
      problems: ['too-many-requests'],
    },
    async ({ c }) => {
      const token = c.req.param('token') ?? ''
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

function ask(c: Context, { capsule: { change, at, pressedAt }, site }: FoundLink): Response {
  const language = languageOf(c)
  const { texts } = textsFor(language)
  const t = undoTexts(language)
  const isNew = pressedAt === null
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)
  const told = change === 'password-changed' ? texts.changedTitle(site.name) : texts.notices[change](site.name)
  const body = [
    paragraph(told),
    aside(texts.noticeWhen(`${when} UTC`)),
    paragraph(isNew ? t.lead : t.goOn),
    button(isNew ? t.button : t.goOnButton),
    isNew ? aside(t.otherwise) : '',
  ]
  return textPage(c, { language, site, title: t.title(site.name), body: body.join('\n') })
}

function gone(c: Context): Response {
  const language = languageOf(c)
  const t = undoTexts(language)
  return textPage(c, { language, title: t.goneTitle, body: paragraph(t.gone) }, 410)
}
