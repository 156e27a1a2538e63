/** The words of alerts and of the rules behind them. */
import { speak } from '$lib/speak.ts'

export const words = speak({
  en: {
    title: 'Alerts',
    lead: 'Unusual activity. Owners are notified by email, and sites by webhook if they ask for it.',
    quiet: 'No alerts',
    quietLead: 'Alerts appear here and at the top of every page.',
    none: 'No alerts match these filters.',
    what: 'What',
    where: 'Where',
    state: 'State',
    rule: 'Rule',
    states: { on: 'active', acknowledged: 'active, acknowledged', over: 'ended' },
    server: 'the server',
    since: 'Since',
    until: 'Until',
    now: 'still active',
    looked: 'Acknowledged by',
    acknowledge: 'Acknowledge',
    acknowledgeLead:
      'This confirms that you have reviewed it. The alert stays here until it ends, but is no longer shown at the top of every page, and no reminders are sent.',
    rings: 'Alert rules',
    ringsLead: 'Events are counted over ten minutes and compared with the same hour of the last seven days.',
    off: 'off',
    urgent: 'urgent',
    sentences: {
      'starts': (least: string, times: string) =>
        `A realm has more than ${least} new attempts, and more than ${times} times the usual number.`,
      'unknown-names': (least: string, times: string) =>
        `One address enters more than ${least} unknown names, and more than ${times} times its usual number.`,
      'password-spray': (least: string, times: string) =>
        `One address fails to sign in with more than ${least} names, and more than ${times} times its usual number.`,
      'failed-codes': (least: string, times: string) =>
        `A realm has more than ${least} wrong codes, and more than ${times} times the usual number.`,
      'sms-prefix': (least: string, times: string) =>
        `More than ${least} text messages are requested for one range of numbers, and more than ${times} times the usual number.`,
      'many-accounts': (least: string, times: string) =>
        `One address recovers more than ${least} accounts, and more than ${times} times its usual number.`,
      'foreign-page': (least: string) => `A page from an origin that is not registered opens the widget more than ${least} times.`,
      'unmasked': (least: string, times: string) =>
        `One operator unmasks more than ${least} addresses or names, and more than ${times} times their usual number.`,
      'contact-of-many': () =>
        'One mailbox is a recovery contact of more than five accounts of a realm, and confirmed two or more of them within a day.',
      'delivery-failing': () =>
        'Emails or text messages have been waiting for half a minute, and nothing else was sent through the same channel.',
      'record-broken': () =>
        'An event was changed, swapped, inserted or removed, since the last checkpoint or according to the last verification.',
    },
    reasons: {
      'many-accounts':
        'A phishing page that forwards codes does so from one machine. An office is compared with its own usual number. Internal addresses do not count.',
      'foreign-page':
        'The page gets nothing: it is refused before a name is entered. But someone built it, and people may be sent there. Copies that do not open the widget are not detected.',
      'unmasked':
        'Someone may be copying addresses, or a session was stolen. One operator can unmask twenty values a day. After that, each one needs a new proof.',
      'contact-of-many': 'A family has few accounts. If one contact vouches for many accounts, the contact and the accounts may be fake.',
      'starts': 'A flood of attempts, or a problem that locks many people out.',
      'unknown-names': 'Someone is trying a list of names. The threshold is lower than the limit for one address.',
      'password-spray':
        'Someone is trying a few passwords on many accounts. Names are counted, known or not, if the site reports the address of a sign-in.',
      'failed-codes': 'One guess each for many accounts. The alert starts long before a guess is likely to be right.',
      'sms-prefix': 'Number ranges that earn money from text messages (SMS pumping). The threshold is lower than the limit for one range.',
      'delivery-failing': 'Nobody can get a code in the meantime.',
      'record-broken': 'From that event on, the audit log proves nothing until the cause is known.',
    },
    change: 'Change',
    changeOf: (what: string) => `Change: ${what}`,
    changeLead: 'The change takes effect immediately. It is kept in the audit log, and every owner is notified by email.',
    on: 'Enabled',
    isUrgent: 'Urgent: send email in quiet hours, too',
    least: 'Minimum count in ten minutes',
    times: 'Minimum multiple of the usual number',
    mails: 'Email to owners',
    noHours: 'There are no quiet hours.',
    hours: (from: string, until: string, zone: string) =>
      `Quiet hours from ${from} to ${until} (${zone}): alerts that are not urgent wait.`,
    pace: (hours: string, mails: string) =>
      `One email when an alert starts and one when it ends. A reminder at most every ${hours} hours until it is acknowledged. At most ${mails} emails a day, not counting urgent ones.`,
    webhooks: 'Webhooks are added under Sites. They are notified of every start and end immediately.',
    hasHours: 'Use quiet hours',
    from: 'From',
    untilHour: 'Until',
    zone: 'Time zone',
    reminder: 'Minimum hours between reminders',
    perDay: 'Maximum emails a day',
  },
  de: {
    title: 'Alarme',
    lead: 'Ungewöhnliche Vorgänge. Inhaber werden per E-Mail benachrichtigt, Websites auf Wunsch per Webhook.',
    quiet: 'Keine Alarme',
    quietLead: 'Alarme erscheinen hier und oben auf jeder Seite.',
    none: 'Keine Alarme passen zu diesen Filtern.',
    what: 'Was',
    where: 'Wo',
    state: 'Stand',
    rule: 'Regel',
    states: { on: 'aktiv', acknowledged: 'aktiv, bestätigt', over: 'beendet' },
    server: 'der Server',
    since: 'Seit',
    until: 'Bis',
    now: 'noch aktiv',
    looked: 'Bestätigt von',
    acknowledge: 'Bestätigen',
    acknowledgeLead:
      'Damit bestätigen Sie, dass Sie den Alarm geprüft haben. Er bleibt hier, bis er endet, erscheint aber nicht mehr oben auf jeder Seite, und es werden keine Erinnerungen geschickt.',
    rings: 'Alarmregeln',
    ringsLead: 'Ereignisse werden über zehn Minuten gezählt und mit derselben Stunde der letzten sieben Tage verglichen.',
    off: 'aus',
    urgent: 'dringend',
    sentences: {
      'starts': (least: string, times: string) =>
        `Ein Bereich hat mehr als ${least} neue Versuche, und mehr als das ${times}-Fache der üblichen Zahl.`,
      'unknown-names': (least: string, times: string) =>
        `Eine Adresse gibt mehr als ${least} unbekannte Namen ein, und mehr als das ${times}-Fache ihrer üblichen Zahl.`,
      'password-spray': (least: string, times: string) =>
        `Eine Adresse scheitert mit mehr als ${least} Namen bei der Anmeldung, und mehr als das ${times}-Fache ihrer üblichen Zahl.`,
      'failed-codes': (least: string, times: string) =>
        `Ein Bereich hat mehr als ${least} falsche Codes, und mehr als das ${times}-Fache der üblichen Zahl.`,
      'sms-prefix': (least: string, times: string) =>
        `Mehr als ${least} SMS werden für einen Nummernbereich angefordert, und mehr als das ${times}-Fache der üblichen Zahl.`,
      'many-accounts': (least: string, times: string) =>
        `Eine Adresse stellt mehr als ${least} Konten wieder her, und mehr als das ${times}-Fache ihrer üblichen Zahl.`,
      'foreign-page': (least: string) => `Eine Seite mit einer nicht eingetragenen Origin öffnet das Widget mehr als ${least} Mal.`,
      'unmasked': (least: string, times: string) =>
        `Ein Operator deckt mehr als ${least} Adressen oder Namen auf, und mehr als das ${times}-Fache seiner üblichen Zahl.`,
      'contact-of-many': () =>
        'Ein Postfach ist Vertrauensperson von mehr als fünf Konten eines Bereichs und hat zwei oder mehr davon innerhalb eines Tages bestätigt.',
      'delivery-failing': () => 'E-Mails oder SMS warten seit einer halben Minute, und auf demselben Weg wurde auch sonst nichts gesendet.',
      'record-broken': () =>
        'Ein Ereignis wurde geändert, vertauscht, eingefügt oder entfernt, seit dem letzten Prüfpunkt oder laut der letzten Prüfung.',
    },
    reasons: {
      'many-accounts':
        'Eine Phishing-Seite, die Codes weiterleitet, tut das von einem Rechner aus. Ein Büro wird mit seiner eigenen üblichen Zahl verglichen. Interne Adressen zählen nicht.',
      'foreign-page':
        'Die Seite bekommt nichts: Sie wird abgewiesen, bevor ein Name eingegeben ist. Aber jemand hat sie gebaut, und vielleicht werden Menschen dorthin gelockt. Kopien, die das Widget nicht öffnen, werden nicht erkannt.',
      'unmasked':
        'Vielleicht kopiert jemand Adressen, oder eine Sitzung wurde gestohlen. Ein Operator kann zwanzig Werte am Tag aufdecken. Danach braucht jeder weitere einen neuen Nachweis.',
      'contact-of-many':
        'Eine Familie hat wenige Konten. Bürgt eine Vertrauensperson für viele, sind sie und die Konten vielleicht gefälscht.',
      'starts': 'Eine Flut von Versuchen, oder ein Problem, das viele aussperrt.',
      'unknown-names': 'Jemand probiert eine Liste von Namen durch. Die Schwelle liegt unter der Grenze für eine Adresse.',
      'password-spray':
        'Jemand probiert wenige Passwörter an vielen Konten. Gezählt werden Namen, bekannt oder nicht, wenn die Website die Adresse einer Anmeldung meldet.',
      'failed-codes': 'Je ein Rateversuch an vielen Konten. Der Alarm beginnt, lange bevor ein Treffer wahrscheinlich ist.',
      'sms-prefix':
        'Nummernbereiche, die am Empfang von SMS verdienen (SMS-Pumping). Die Schwelle liegt unter der Grenze für einen Bereich.',
      'delivery-failing': 'Bis dahin bekommt niemand einen Code.',
      'record-broken': 'Ab diesem Ereignis beweist das Audit-Protokoll nichts, bis die Ursache bekannt ist.',
    },
    change: 'Ändern',
    changeOf: (what: string) => `Ändern: ${what}`,
    changeLead: 'Die Änderung gilt sofort. Sie steht im Audit-Protokoll, und jeder Inhaber wird per E-Mail benachrichtigt.',
    on: 'Aktiviert',
    isUrgent: 'Dringend: E-Mail auch in Ruhezeiten',
    least: 'Mindestzahl in zehn Minuten',
    times: 'Mindestens dieses Vielfache der üblichen Zahl',
    mails: 'E-Mail an Inhaber',
    noHours: 'Es gibt keine Ruhezeiten.',
    hours: (from: string, until: string, zone: string) =>
      `Ruhezeit von ${from} bis ${until} (${zone}): Alarme, die nicht dringend sind, warten.`,
    pace: (hours: string, mails: string) =>
      `Eine E-Mail, wenn ein Alarm beginnt, und eine, wenn er endet. Höchstens alle ${hours} Stunden eine Erinnerung, bis er bestätigt ist. Höchstens ${mails} E-Mails am Tag, dringende nicht mitgezählt.`,
    webhooks: 'Webhooks werden unter Websites hinzugefügt. Sie werden über jeden Beginn und jedes Ende sofort benachrichtigt.',
    hasHours: 'Ruhezeiten verwenden',
    from: 'Von',
    untilHour: 'Bis',
    zone: 'Zeitzone',
    reminder: 'Mindestabstand zwischen Erinnerungen in Stunden',
    perDay: 'Höchstzahl an E-Mails am Tag',
  },
})
