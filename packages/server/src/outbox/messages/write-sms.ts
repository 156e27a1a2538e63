/** Writes a message as a text message. A code's last line binds it to the site's own host, so that browsers fill it in only there. */
import { languageFor } from '@regain/core'
import { textsFor } from '../../texts/texts-for.ts'
import type { PersonMessage } from '../message.ts'
import { asksWhetherYou, howToReach, minutesLeft, momentIn, oneLine } from './write-mail.ts'

/** WICG "Origin-bound one-time codes": `@host #code` as the last line, with the host of the page that asked. */
export function writeSms(message: PersonMessage): string {
  const language = languageFor(message.locale)
  const texts = textsFor(language).messages
  const site = oneLine(message.sender.siteName)
  const undo = 'undo' in message && message.undo ? texts.undoShort(message.undo.url) : ''
  if (message.kind === 'account-changed') {
    const notYou = undo || (asksWhetherYou(message) ? texts.changedNotYou(site) : '')
    const goesOn = message.goesOnAt === undefined ? '' : texts.recoveryGoesOn(momentIn(message, message.goesOnAt, language))
    return [texts.notices[message.change](site), goesOn, message.page ?? '', notYou].filter(Boolean).join(' ')
  }
  if (message.kind === 'case-answered') {
    const appeal = message.appealUrl === undefined ? '' : texts.caseAppeal(message.appealUrl)
    const reach = message.answer === 'get-in-touch' ? howToReach(message.sender, language) : ''
    return [texts.caseAnswers[message.answer](site, message.sender.siteOrigin), reach, appeal].filter(Boolean).join(' ')
  }
  if (message.kind === 'access-asked')
    return [
      texts.accessAsked(site),
      texts.accessDeny(message.denyUrl),
      texts.accessGoesOn(momentIn(message, message.goesOnAt, language)),
    ].join(' ')
  if (message.kind === 'access-given')
    return `${texts.accessGiven(site)} ${message.url} ${texts.accessUntil(momentIn(message, message.until, language))}`
  // Contacts have no number here; what a mail says in many lines is said in one.
  if (message.kind === 'contact-invited') return `${texts.contactInvite(oneLine(message.whose), site)} ${message.url}`
  if (message.kind === 'contact-asked') return `${texts.contactAsk(oneLine(message.whose), site)} ${message.url}`
  if (message.kind === 'approval') return `${texts.codeTitle(site)}: ${message.url}`
  if (message.kind === 'password-changed') return [texts.smsChanged(site), undo].filter(Boolean).join(' ')
  const drill = message.drill ? `${texts.smsDrill(site)} ` : ''
  const place = message.others ? ` ${texts.smsPlace(message.others.place)}` : ''
  return `${drill}${texts.sms(site, message.code, minutesLeft(message))}${place}\n\n@${new URL(message.page ?? message.sender.siteOrigin).hostname} #${message.code}`
}
