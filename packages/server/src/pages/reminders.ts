/** The page that unsubscribes from reminders, with one button; mail programs call the same address (RFC 8058). */
import type { Context } from 'hono'
import type { Api } from '../http/api.ts'
import { readStopLink, stopReminders } from '../readiness/stop-reminders.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { button, news, paragraph, textPage } from './text-page.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  404: { description: 'A page that says that the link no longer works.', type: 'text/html' },
} as const

export function reminderRoutes({ route }: Api, deps: Deps): void {
  route(
    'get',
    '/reminders/stop/:token',
    { part: 'pages', summary: 'The page to unsubscribe from reminders', details: 'Opening it changes nothing.', replies },
    async ({ c }) => {
      const found = await readStopLink(c.req.param('token') ?? '', deps)
      if (!found) return none(c)
      const language = languageOf(c)
      const t = textsFor(language).pages.reminders
      const { name } = found.from
      return textPage(c, { language, site: found.from, title: t.title(name), body: paragraph(t.lead(name)) + button(t.button) })
    },
  )
  route(
    'post',
    '/reminders/stop/:token',
    {
      part: 'pages',
      summary: 'Unsubscribe from reminders',
      details: 'Mail programs call it for `List-Unsubscribe-Post` (RFC 8058): it needs no cookie and no sign-in, and ignores the body.',
      replies,
    },
    async ({ c }) => {
      const from = await stopReminders(c.req.param('token') ?? '', c.get('requestId'), deps)
      if (!from) return none(c)
      const language = languageOf(c)
      const t = textsFor(language).pages.reminders
      return textPage(c, { language, site: from, title: t.title(from.name), body: news(t.done(from.name)) })
    },
  )
}

function none(c: Context): Response {
  const language = languageOf(c)
  return textPage(
    c,
    { language, title: textsFor(language).pages.reminders.over, body: paragraph(textsFor(language).pages.reminders.overLead) },
    404,
  )
}
