/** The pages behind the links in messages about cases, with one button each. Opening one changes nothing and uses nothing up; neither does pressing the button without the tick. */
import type { Context } from 'hono'
import { appealCase, findAppealable } from '../cases/appeal-case.ts'
import { denyAccess, findDeniable } from '../cases/deny-access.ts'
import type { Api } from '../http/api.ts'
import { findContinuation } from '../recovery/continue-case.ts'
import { linkKey } from '../recovery/links.ts'
import type { Site } from '../sites/realm.ts'
import type { CaseTexts } from '../texts/contract/page-texts.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { contacts } from './case-pages.ts'
import { answerHostedPage } from './hosted-page.ts'
import { languageOf } from './language.ts'
import { news, paragraph, textPage } from './text-page.ts'
import { askForTick, buttonWithTick, isTicked } from './tick.ts'

interface Says {
  title: string
  body: string
}

interface Asks {
  title: string
  lead: string
  button: string
  mark: string
}

interface LinkPage {
  path: '/deny/:token' | '/appeal/:token' | '/continue/:token'
  /** What the page asks, and what its button does. */
  asks: string
  does: string
  find(token: string): Promise<{ site: Site } | undefined>
  ask(t: CaseTexts, site: Site): Asks
  /** Undefined: the link no longer works. */
  press(token: string, c: Context, t: CaseTexts): Promise<Response | undefined>
}

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  404: { description: 'A page that says that the link no longer works.', type: 'text/html' },
} as const

export function caseLinks({ route }: Api, deps: Deps): void {
  const show = (c: Context, site: Site, { title, body }: Says) => textPage(c, { language: languageOf(c), site, title, body })
  const none = (c: Context) => {
    const language = languageOf(c)
    return textPage(
      c,
      { language, title: textsFor(language).pages.cases.over, body: paragraph(textsFor(language).pages.cases.overLead) },
      404,
    )
  }

  const pages: readonly LinkPage[] = [
    {
      path: '/deny/:token',
      asks: 'The page to veto access',
      does: 'Veto access',
      find: (token) => findDeniable(token, deps),
      ask: (t, site) => ({ title: t.denyTitle, lead: t.denyLead(site.name), button: t.denyButton, mark: t.denyMark }),
      press: async (token, c, t) => {
        const came = await denyAccess(token, c.get('requestId'), deps)
        const found = await findDeniable(token, deps)
        if (!came || !found) return undefined
        const { site } = found
        const said = came === 'stopped' ? t.denied(site.name) : t.tooLate(site.name)
        return show(c, site, { title: t.denyTitle, body: news(said) + contacts(site, t.contact) })
      },
    },
    {
      path: '/appeal/:token',
      asks: 'The page to appeal a refused case',
      does: 'Reopen a refused case for other operators',
      find: (token) => findAppealable(token, deps),
      ask: (t, site) => ({ title: t.appealTitle(site.name), lead: t.appealLead(site.name), button: t.appealButton, mark: t.appealMark }),
      press: async (token, c, t) => {
        const taken = await appealCase(token, c.get('requestId'), deps)
        const found = await findAppealable(token, deps)
        if (!taken || !found) return undefined
        return show(c, found.site, { title: t.appealTitle(found.site.name), body: news(t.appealed(found.site.name)) })
      },
    },
    {
      path: '/continue/:token',
      asks: 'The page to continue a granted case',
      does: 'Continue a granted case; the link is used up when the widget starts',
      find: (token) => findContinuation(token, deps),
      ask: (t, site) => ({
        title: t.continueTitle(site.name),
        lead: t.continueLead(site.name),
        button: t.continueButton,
        mark: t.continueMark,
      }),
      press: async (token, c) => {
        const found = await findContinuation(token, deps)
        return found && answerHostedPage(c, found.site, linkKey('case', token))
      },
    },
  ]

  for (const { path, asks, does, find, ask, press } of pages) {
    const shown = async (c: Context, said = '') => {
      const found = await find(c.req.param('token') ?? '')
      if (!found) return none(c)
      const { title, lead, button, mark } = ask(textsFor(languageOf(c)).pages.cases, found.site)
      return show(c, found.site, { title, body: said + paragraph(lead) + buttonWithTick(button, mark) })
    }
    route('get', path, { part: 'pages', summary: asks, details: 'Opening it changes nothing.', replies }, async ({ c }) => await shown(c))
    const pressed = { part: 'pages', summary: does, details: 'Changes nothing without `marked=yes`.', form: ['marked'], replies } as const
    route('post', path, pressed, async ({ c, form }) => {
      if (!isTicked(form)) return await shown(c, askForTick(c))
      return (await press(c.req.param('token') ?? '', c, textsFor(languageOf(c)).pages.cases)) ?? none(c)
    })
  }
}
