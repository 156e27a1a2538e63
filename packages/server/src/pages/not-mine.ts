/** The page behind "this isn't my account" in a code email: one button removes the address from that account. Opening changes nothing; neither does pressing the button without the tick. */
import type { Context } from 'hono'
import type { Api } from '../http/api.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { textsFor } from '../texts/texts-for.ts'
import { disownAddress, readDisown } from '../undo/disown-address.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { news, paragraph, quietParagraph, textPage } from './text-page.ts'
import { askForTick, buttonWithTick, isTicked } from './tick.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  410: { description: 'The link has expired.', type: 'text/html' },
} as const

export function notMineRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/not-mine/:token',
    {
      part: 'pages',
      summary: 'The page “this isn’t my account”',
      details: 'The link in a mail with a code. Opening it changes nothing.',
      replies,
    },
    async ({ c }) => await ask(c),
  )
  route(
    'post',
    '/not-mine/:token',
    {
      part: 'pages',
      summary: 'Remove the reader’s address from the account',
      details:
        'The account’s last address that proves something stays, but unverified. All others are notified, with a link to undo the removal. Changes nothing without `marked=yes`, because programs that press buttons don’t send it.',
      form: ['marked'],
      replies,
      problems: ['too-many-requests'],
    },
    async ({ c, form }) => {
      if (!isTicked(form)) return await ask(c, askForTick(c))
      const done = await disownAddress(c.req.param('token') ?? '', visitorOf(c, address), deps)
      if (!done) return gone(c)
      const language = languageOf(c)
      const t = textsFor(language).pages.notMine
      const { name } = done.from
      return textPage(c, { language, site: done.from, title: t.title(name), body: news(t[done.came](name)) })
    },
  )

  async function ask(c: Context, said = ''): Promise<Response> {
    const found = await readDisown(c.req.param('token') ?? '', deps)
    if (!found) return gone(c)
    const language = languageOf(c)
    const t = textsFor(language).pages.notMine
    const { name } = found.from
    const body = [said, paragraph(t.lead(name)), paragraph(t.means), buttonWithTick(t.button, t.mark), quietParagraph(t.otherwise)]
    return textPage(c, { language, site: found.from, title: t.title(name), body: body.join('\n') })
  }
}

function gone(c: Context): Response {
  const language = languageOf(c)
  const t = textsFor(language).pages.notMine
  return textPage(c, { language, title: t.goneTitle, body: paragraph(t.gone) }, 410)
}
