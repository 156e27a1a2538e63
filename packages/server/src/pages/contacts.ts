/** The pages behind the mails about recovery contacts. Opening one changes nothing; neither does pressing without the tick, as scanners do. */
import type { Context } from 'hono'
import type { Api } from '../http/api.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { openContactLink } from '../methods/contacts/link.ts'
import { sayTime } from '../outbox/messages/say-time.ts'
import { confirmAsk, findAsk, findAsking, stopAsking } from '../recovery/answer-ask.ts'
import { answerInvitation, findContact } from '../security-page/answer-invitation.ts'
import type { Site } from '../sites/realm.ts'
import type { ContactTexts } from '../texts/contract/page-texts.ts'
import { textsFor } from '../texts/texts-for.ts'
import type { Deps } from '../wiring/deps.ts'
import { languageOf } from './language.ts'
import { bigCode, bullets, button, news, paragraph, quietButton, quietParagraph, textPage } from './text-page.ts'
import { askForTick, buttonWithTick, isTicked } from './tick.ts'

const replies = {
  200: { description: 'The page.', type: 'text/html' },
  410: { description: 'The link no longer works.', type: 'text/html' },
} as const

interface Says {
  site: Site
  title: string
  body: readonly string[]
}

interface Press {
  act: string
  c: Context
  t: ContactTexts
}

/** What the page is about. Undefined: it is over. */
interface Subject {
  show(t: ContactTexts): Promise<Says | undefined>
  press(pressed: Press): Promise<Says | undefined>
}

export function contactRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  const path = '/contacts/:token'
  route(
    'get',
    path,
    {
      part: 'pages',
      summary: 'The page for a recovery contact',
      details: 'The link in an invitation or a request for help. Opening it changes nothing, and shows no code.',
      replies,
    },
    async ({ c }) => page(c, await subjectOf(c)?.show(textsFor(languageOf(c)).pages.contacts)),
  )
  route(
    'post',
    path,
    {
      part: 'pages',
      summary: 'Answer as a recovery contact',
      details:
        '`act`: `accept` or `leave` answers an invitation; `confirm` shows the code to read out; `stop` ends the attempt. Changes nothing without `marked=yes`.',
      form: ['act', 'marked'],
      replies,
      problems: ['too-many-requests'],
    },
    async ({ c, form }) => {
      const t = textsFor(languageOf(c)).pages.contacts
      const subject = subjectOf(c)
      if (isTicked(form)) return page(c, await subject?.press({ act: String(form.act), c, t }))
      const shown = await subject?.show(t)
      return page(c, shown && { ...shown, body: [askForTick(c), ...shown.body] })
    },
  )

  function subjectOf(c: Context): Subject | undefined {
    const link = openContactLink(c.req.param('token') ?? '', deps.seal)
    if (!link) return undefined
    if ('contact' in link) return invitation(link.contact)
    return 'ask' in link ? ask(link.ask) : asking(link.flow)
  }

  function invitation(contact: string): Subject {
    const show: Subject['show'] = async (t) => {
      const found = await findContact(contact, deps)
      if (!found) return undefined
      const { site, whose, row } = found
      if (row.acceptedAt !== null)
        return {
          site,
          title: t.isTitle(whose),
          body: [paragraph(t.isLead(whose, site.name)), act(t.leave, 'leave', t.leaveMark, quietButton)],
        }
      const buttons = [act(t.accept, 'accept', t.acceptMark), act(t.decline, 'leave', t.leaveMark, quietButton)]
      return { site, title: t.inviteTitle(whose), body: [paragraph(t.inviteLead(whose, site.name)), bullets(t.inviteMeans), ...buttons] }
    }
    return {
      show,
      async press({ act, c, t }) {
        if (act !== 'accept' && act !== 'leave') return await show(t)
        const done = await answerInvitation(contact, act, { visitor: visitorOf(c, address), language: languageOf(c) }, deps)
        if (!done) return undefined
        const { site, whose } = done
        const accepted = act === 'accept'
        return {
          site,
          title: accepted ? t.isTitle(whose) : t.inviteTitle(whose),
          body: [news(accepted ? t.accepted(whose) : t.declined)],
        }
      },
    }
  }

  function ask(id: string): Subject {
    const show: Subject['show'] = async (t) => {
      const found = await findAsk(id, deps)
      if (!found) return undefined
      const { site, whose } = found
      const body = [paragraph(t.askLead(whose, site.name)), paragraph(t.askWhen), bullets(t.warnings(site.name))]
      const buttons = [
        act(t.confirm, 'confirm', t.confirmMark),
        act(t.strange, 'stop', t.strangeMark, quietButton),
        quietParagraph(t.strangeWhy),
      ]
      return { site, title: t.askTitle(whose), body: [...body, ...buttons] }
    }
    return {
      show,
      async press({ act: asked, c, t }) {
        const visitor = visitorOf(c, address)
        if (asked === 'stop') {
          const found = await findAsk(id, deps)
          const stopped = found && (await stopAsking(found, id, visitor, deps))
          return found && stopped && { site: found.site, title: t.askTitle(found.whose), body: [news(t.stopped(found.site.name))] }
        }
        if (asked !== 'confirm') return await show(t)
        const confirmed = await confirmAsk(id, visitor, deps)
        if (!confirmed) return undefined
        const { site, whose, expiresAt } = confirmed.found
        const said = [
          paragraph(t.codeLead(whose)),
          bigCode(confirmed.code),
          paragraph(t.codeUntil(sayTime(expiresAt, { language: languageOf(c), now: deps.clock.now() }))),
        ]
        return {
          site,
          title: t.codeTitle,
          body: [...said, bullets(t.warnings(site.name)), quietParagraph(t.codeAgain), act(t.strange, 'stop', t.strangeMark, quietButton)],
        }
      },
    }
  }

  function asking(flow: string): Subject {
    const show: Subject['show'] = async (t) => {
      const found = await findAsking(flow, deps)
      if (!found) return undefined
      const { site } = found
      return {
        site,
        title: t.ownerTitle(site.name),
        body: [paragraph(t.ownerLead(site.name)), act(t.ownerStop, 'stop', t.ownerMark), quietParagraph(t.ownerElse)],
      }
    }
    return {
      show,
      async press({ act, c, t }) {
        if (act !== 'stop') return await show(t)
        const found = await findAsking(flow, deps)
        const stopped = found && (await stopAsking(found, undefined, visitorOf(c, address), deps))
        return found && stopped && { site: found.site, title: t.ownerTitle(found.site.name), body: [news(t.stopped(found.site.name))] }
      },
    }
  }
}

const act = (label: string, name: string, mark: string, of = button): string =>
  buttonWithTick(label, mark, { fields: `<input type="hidden" name="act" value="${name}">`, of })

function page(c: Context, says: Says | undefined): Response {
  const language = languageOf(c)
  if (says) return textPage(c, { language, site: says.site, title: says.title, body: says.body.join('\n') })
  const t = textsFor(language).pages.contacts
  return textPage(c, { language, title: t.overTitle, body: paragraph(t.over) }, 410)
}
