/** The console's texts about calls. */
import { speak } from '$lib/speak.ts'

export const callWords = speak({
  en: {
    title: 'Calls',
    lead: 'On the phone, you and the caller each check that the other is genuine. This proves nothing about an account.',
    where: 'The caller opens the site’s page for calls, presses “I’m on the phone with them”, and reads you a code.',
    code: 'Code that the caller reads out',
    codeHint: 'Eight digits, in any grouping.',
    take: 'Take the call',
    unknown: 'No page shows this code at the moment. Ask the caller to read it again, or to start again.',
    typed: 'Enter the eight digits.',
    readOut: 'Read this to the caller',
    readOutLead: (site: string) =>
      `Their page of ${site} shows the same code. If it shows a different one, you are talking to someone else.`,
    until: 'Ends',
    sameNetwork: 'The caller’s page was opened from the same network as yours. For an outside caller, that is unusual: be careful.',
    proves:
      'Matching codes prove nothing about an account. Send the recovery link to the addresses on the account, and never ask a caller for a code that was sent to them.',
    find: 'Find the account',
    end: 'End the call',
    under: 'You are on a call. What you do here is recorded in the audit log together with the call.',
    needed: 'This realm requires a call before you unlock an account, lift its limits or send a recovery link.',
    goTake: 'Take a call',
    lately: 'Recent calls',
    none: 'No calls yet',
    noneLead: 'Calls that were taken are listed here for thirty days.',
    when: 'Taken',
    site: 'Site',
    who: 'By',
    state: 'State',
    states: { waiting: 'waiting', taken: 'now', over: 'ended', denied: 'codes did not match' },
    near: 'from your own network',
  },
  de: {
    title: 'Anrufe',
    lead: 'Am Telefon prüfen Sie und die anrufende Person gegenseitig, ob die andere Seite echt ist. Über ein Konto sagt das nichts.',
    where:
      'Die Person öffnet die Seite der Website für Anrufe, drückt „Ich telefoniere gerade mit dem Support“ und liest Ihnen einen Code vor.',
    code: 'Vorgelesener Code',
    codeHint: 'Acht Ziffern, beliebig gruppiert.',
    take: 'Anruf annehmen',
    unknown: 'Keine Seite zeigt diesen Code im Moment. Lassen Sie ihn noch einmal vorlesen, oder lassen Sie die Person neu beginnen.',
    typed: 'Geben Sie die acht Ziffern ein.',
    readOut: 'Lesen Sie das vor',
    readOutLead: (site: string) =>
      `Die Seite von ${site} zeigt der Person denselben Code. Zeigt sie einen anderen, sprechen Sie mit jemand anderem.`,
    until: 'Endet',
    sameNetwork:
      'Die Seite der Person wurde aus demselben Netz geöffnet wie Ihre. Bei einem Anruf von außen ist das ungewöhnlich: Seien Sie vorsichtig.',
    proves:
      'Gleiche Codes beweisen nichts über ein Konto. Schicken Sie den Link zur Wiederherstellung an die Adressen des Kontos, und fragen Sie nie nach einem Code, der jemandem geschickt wurde.',
    find: 'Das Konto suchen',
    end: 'Anruf beenden',
    under: 'Sie sind in einem Anruf. Was Sie hier tun, wird mit dem Anruf im Audit-Protokoll aufgezeichnet.',
    needed:
      'Dieser Bereich verlangt einen Anruf, bevor Sie ein Konto entsperren, seine Grenzen aufheben oder einen Link zur Wiederherstellung schicken.',
    goTake: 'Anruf annehmen',
    lately: 'Letzte Anrufe',
    none: 'Noch keine Anrufe',
    noneLead: 'Angenommene Anrufe sind hier dreißig Tage lang aufgeführt.',
    when: 'Angenommen',
    site: 'Website',
    who: 'Von',
    state: 'Stand',
    states: { waiting: 'wartet', taken: 'jetzt', over: 'beendet', denied: 'Codes stimmten nicht überein' },
    near: 'aus Ihrem Netz',
  },
})
