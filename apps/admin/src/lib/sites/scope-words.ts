/** What each scope of a secret key allows, in words. */
import type { SiteScope } from '@regain/core'
import { speak } from '$lib/speak.ts'

export const scopeWords = speak({
  en: {
    'accounts:read': 'Read accounts, including unmasked addresses',
    'accounts:write': 'Write, lock and erase accounts',
    'passwords': 'Set passwords (with permission to write accounts)',
    'sign-ins': 'Check sign-ins',
    'enrolments': 'Open people’s security page',
    'webhooks': 'Change webhooks',
  } satisfies Record<SiteScope, string>,
  de: {
    'accounts:read': 'Konten lesen, auch unverdeckte Adressen',
    'accounts:write': 'Konten schreiben, sperren und löschen',
    'passwords': 'Passwörter setzen (mit der Berechtigung, Konten zu schreiben)',
    'sign-ins': 'Anmeldungen prüfen',
    'enrolments': 'Die Sicherheitsseite von Personen öffnen',
    'webhooks': 'Webhooks ändern',
  } satisfies Record<SiteScope, string>,
})

/** As a list in a sentence; unknown scopes are shown by their name. */
export const listScopes = (scopes: readonly string[]): string =>
  scopes.map((scope) => scopeWords()[scope as SiteScope] ?? scope).join(' · ')
