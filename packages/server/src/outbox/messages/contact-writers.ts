/** Writes messages to recovery contacts. They go by email today; each has a short form as well. */
import { INVITATION_DAYS } from '@regain/core'
import { contact, momentIn, oneLine, plain, plainName, quiet, title, whenPart } from './phrases.ts'
import type { Writer } from './writer.ts'

export const contactInvitedWriter: Writer<'contact-invited'> = {
  mail({ whose, url, sender }, { texts, site, language }) {
    const subject = texts.contactInviteSubject(plainName(whose), site)
    return {
      subject,
      parts: [
        title(subject),
        plain(texts.contactInvite(plainName(whose), site)),
        plain(texts.contactInviteMeans),
        plain(texts.contactInviteOpen(url, INVITATION_DAYS)),
        quiet(`${texts.contactInviteNo}${contact(sender, language)}`),
      ],
    }
  },
  sms: ({ whose, url }, { texts, site }) => `${texts.contactInvite(oneLine(whose), site)} ${url}`,
}

export const contactAskedWriter: Writer<'contact-asked'> = {
  mail(message, { texts, site, language }) {
    const whose = plainName(message.whose)
    const subject = texts.contactAskSubject(whose, site)
    return {
      subject,
      parts: [
        title(subject),
        plain(texts.contactAsk(whose, site)),
        plain(texts.contactAskOpen(message.url)),
        plain(texts.contactAskWarn(site)),
        plain(texts.contactAskUntil(momentIn(message, message.expiresAt, language))),
        quiet(texts.contactLeave(message.leaveUrl)),
        whenPart(message, texts.noticeWhen, language),
      ],
    }
  },
  sms: ({ whose, url }, { texts, site }) => `${texts.contactAsk(oneLine(whose), site)} ${url}`,
}
