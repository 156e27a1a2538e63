/** The words of alerts and of the rules behind them. */
import { speak } from '$lib/speak.ts'

export const words = speak({
  en: {
    title: 'Alerts',
    lead: 'What is not as usual. Owners get it by mail, and sites that asked for it by webhook.',
    quiet: 'Everything is as usual',
    quietLead: 'When something is not as usual, it appears here and at the top of every page.',
    none: 'None under these filters.',
    what: 'What',
    where: 'Where',
    state: 'State',
    rule: 'Rule',
    states: { on: 'on', acknowledged: 'on, looked at', over: 'over' },
    server: 'the server',
    since: 'Since',
    until: 'Until',
    now: 'still on',
    looked: 'Looked at by',
    acknowledge: 'Acknowledge',
    acknowledgeLead:
      'You have looked at it. It stays here until it is over, is no longer shown at the top of every page, and nobody is reminded.',
    rings: 'What rings',
    ringsLead: 'Counted over ten minutes, beside the same hour of the seven days before.',
    off: 'off',
    urgent: 'urgent',
    sentences: {
      'starts': (least: string, times: string) => `More than ${least} recoveries begin in a realm, and more than ${times} times the usual.`,
      'unknown-names': (least: string, times: string) =>
        `One address names more than ${least} accounts that nobody has, and more than ${times} times its own usual.`,
      'password-spray': (least: string, times: string) =>
        `One address fails to sign in under more than ${least} names, and more than ${times} times its own usual.`,
      'failed-codes': (least: string, times: string) =>
        `More than ${least} wrong codes in a realm, and more than ${times} times the usual.`,
      'sms-prefix': (least: string, times: string) =>
        `More than ${least} text messages asked for to numbers that begin alike, and more than ${times} times the usual.`,
      'many-accounts': (least: string, times: string) =>
        `From one address more than ${least} accounts are proven, and more than ${times} times its own usual.`,
      'foreign-page': (least: string) => `A page of another origin than the site’s opens the widget more than ${least} times.`,
      'unmasked': (least: string, times: string) =>
        `One operator reads more than ${least} whole addresses or names, and more than ${times} times their own usual.`,
      'contact-of-many': () =>
        'One inbox is recovery contact of more than five accounts of a realm, and was heard at two or more of them within a day.',
      'delivery-failing': () => 'Mail or text messages wait in vain for half a minute, and nothing else leaves by the same way.',
      'record-broken': () =>
        'An event was changed, swapped, inserted or cut off: since the last checkpoint, or as the last verification found.',
    },
    reasons: {
      'many-accounts':
        'A page that passes codes on does so from one machine. An office that does it each day is measured by its own usual. Addresses from inside do not count.',
      'foreign-page':
        'It gets nothing: it is refused before anybody is named. But somebody has built it, and people may be led there. Copies that do not open the widget are not seen.',
      'unmasked':
        'Somebody copies addresses, or a session was stolen. One operator may read twenty a day; each further one takes a proof of its own.',
      'contact-of-many': 'A family has few accounts. Somebody who has one person vouch for many accounts may have made up both.',
      'starts': 'A flood of attempts, or something that keeps many people out.',
      'unknown-names': 'Somebody tries out a list. The floor lies under the limit for one address.',
      'password-spray':
        'Somebody tries few passwords at many accounts. Names are counted, known or not, where the site says from where a sign-in comes.',
      'failed-codes': 'One guess each at many accounts: it rings long before one of them could hit.',
      'sms-prefix': 'Ranges that earn money by being texted. The floor lies under the silent budget of a prefix.',
      'delivery-failing': 'Nobody gets a code while it lasts.',
      'record-broken': 'From there on the record proves nothing until somebody knows why.',
    },
    change: 'Change',
    changeOf: (what: string) => `Change: ${what}`,
    changeLead: 'It counts at once. The change is kept on record, and every owner gets a mail about it.',
    on: 'Rings',
    isUrgent: 'Urgent: mail in quiet hours, too',
    least: 'Rings above this number in ten minutes',
    times: 'And above this many times the usual number',
    mails: 'Mail to owners',
    noHours: 'There are no quiet hours.',
    hours: (from: string, until: string, zone: string) => `Quiet from ${from} until ${until} (${zone}): what is not urgent waits.`,
    pace: (hours: string, mails: string) =>
      `One when it begins and one when it is over; a reminder at most every ${hours} hours, until somebody acknowledges it; at most ${mails} a day. Urgent ones count apart.`,
    webhooks: 'Webhooks are added under Sites; they get every beginning and every end at once.',
    hasHours: 'There are quiet hours',
    from: 'From',
    untilHour: 'Until',
    zone: 'Time zone',
    reminder: 'Hours between reminders, at least',
    perDay: 'Mails a day, at most',
  },
  de: {
    title: 'Alarme',
    lead: 'Was nicht wie üblich ist. Inhaber bekommen es per Mail, und Auftritte, die es wollen, per Webhook.',
    quiet: 'Alles ist wie üblich',
    quietLead: 'Wenn etwas nicht wie üblich ist, erscheint es hier und oben auf jeder Seite.',
    none: 'Keine unter diesen Filtern.',
    what: 'Was',
    where: 'Wo',
    state: 'Stand',
    rule: 'Regel',
    states: { on: 'an', acknowledged: 'an, angesehen', over: 'vorbei' },
    server: 'der Server',
    since: 'Seit',
    until: 'Bis',
    now: 'noch an',
    looked: 'Angesehen von',
    acknowledge: 'Zur Kenntnis nehmen',
    acknowledgeLead:
      'Sie haben es sich angesehen. Es bleibt hier, bis es vorbei ist, erscheint nicht mehr oben auf jeder Seite, und niemand wird erinnert.',
    rings: 'Was gemeldet wird',
    ringsLead: 'Über zehn Minuten gezählt, neben derselben Stunde der sieben Tage davor.',
    off: 'aus',
    urgent: 'eilig',
    sentences: {
      'starts': (least: string, times: string) =>
        `In einem Bereich beginnen mehr als ${least} Wiederherstellungen, und mehr als das ${times}-Fache des Üblichen.`,
      'unknown-names': (least: string, times: string) =>
        `Eine Adresse nennt mehr als ${least} Konten, die niemand hat, und mehr als das ${times}-Fache ihres Üblichen.`,
      'password-spray': (least: string, times: string) =>
        `Eine Adresse scheitert unter mehr als ${least} Namen bei der Anmeldung, und mehr als das ${times}-Fache ihres Üblichen.`,
      'failed-codes': (least: string, times: string) =>
        `Mehr als ${least} falsche Codes in einem Bereich, und mehr als das ${times}-Fache des Üblichen.`,
      'sms-prefix': (least: string, times: string) =>
        `Mehr als ${least} verlangte SMS an Nummern, die gleich beginnen, und mehr als das ${times}-Fache des Üblichen.`,
      'many-accounts': (least: string, times: string) =>
        `Von einer Adresse werden mehr als ${least} Konten bewiesen, und mehr als das ${times}-Fache ihres Üblichen.`,
      'foreign-page': (least: string) => `Eine Seite anderer Herkunft als der des Auftritts öffnet das Widget mehr als ${least} Mal.`,
      'unmasked': (least: string, times: string) =>
        `Eine Person des Personals liest mehr als ${least} ganze Adressen oder Namen, und mehr als das ${times}-Fache ihres Üblichen.`,
      'contact-of-many': () =>
        'Ein Postfach ist Vertrauensperson von mehr als fünf Konten eines Bereichs und wurde bei zweien oder mehr davon innerhalb eines Tages gehört.',
      'delivery-failing': () => 'Mails oder SMS warten eine halbe Minute vergeblich, und auf demselben Weg geht auch sonst nichts hinaus.',
      'record-broken': () =>
        'Ein Ereignis wurde geändert, vertauscht, eingefügt oder abgeschnitten: seit der letzten Marke, oder wie es die letzte Prüfung fand.',
    },
    reasons: {
      'many-accounts':
        'Eine Seite, die Codes weitergibt, tut es von einem Rechner aus. Ein Büro, das es täglich tut, wird an seinem Üblichen gemessen. Adressen von innen zählen nicht.',
      'foreign-page':
        'Sie bekommt nichts: Sie wird abgewiesen, bevor jemand genannt ist. Aber jemand hat sie gebaut, und vielleicht werden Menschen dorthin geführt. Kopien, die das Widget nicht öffnen, sind nicht zu sehen.',
      'unmasked':
        'Jemand schreibt Adressen ab, oder eine Sitzung wurde gestohlen. Zwanzig am Tag darf eine Person lesen; jede weitere verlangt einen eigenen Nachweis.',
      'contact-of-many': 'Eine Familie hat wenige Konten. Wo eine Person für viele bürgt, sind vielleicht beide erfunden.',
      'starts': 'Eine Flut von Versuchen, oder etwas, das viele draußen hält.',
      'unknown-names': 'Jemand probiert eine Liste durch. Die Schwelle liegt unter der Grenze für eine Adresse.',
      'password-spray':
        'Jemand probiert wenige Passwörter an vielen Konten. Gezählt werden Namen, bekannt oder nicht, sofern der Auftritt sagt, woher eine Anmeldung kommt.',
      'failed-codes': 'Je ein Rateversuch an vielen Konten: gemeldet wird, lange bevor einer treffen könnte.',
      'sms-prefix': 'Bereiche, die am Empfang verdienen. Die Schwelle liegt unter dem stillen Vorrat eines Bereichs.',
      'delivery-failing': 'Niemand bekommt einen Code, solange es dauert.',
      'record-broken': 'Ab dort beweist das Protokoll nichts, bis jemand weiß, warum.',
    },
    change: 'Ändern',
    changeOf: (what: string) => `Ändern: ${what}`,
    changeLead: 'Es gilt sofort. Die Änderung wird festgehalten, und jeder Inhaber bekommt eine Mail darüber.',
    on: 'Wird gemeldet',
    isUrgent: 'Eilig: Mail auch in Ruhezeiten',
    least: 'Gemeldet wird über dieser Zahl in zehn Minuten',
    times: 'Und über diesem Vielfachen des Üblichen',
    mails: 'Mail an Inhaber',
    noHours: 'Es gibt keine Ruhezeiten.',
    hours: (from: string, until: string, zone: string) => `Ruhe von ${from} bis ${until} (${zone}): Was nicht eilig ist, wartet.`,
    pace: (hours: string, mails: string) =>
      `Eine, wenn es beginnt, und eine, wenn es vorbei ist; höchstens alle ${hours} Stunden eine Erinnerung, bis jemand es zur Kenntnis nimmt; höchstens ${mails} am Tag. Eilige zählen für sich.`,
    webhooks: 'Webhooks stehen unter Auftritte; sie bekommen jeden Anfang und jedes Ende sofort.',
    hasHours: 'Es gibt Ruhezeiten',
    from: 'Von',
    untilHour: 'Bis',
    zone: 'Zeitzone',
    reminder: 'Stunden zwischen Erinnerungen, mindestens',
    perDay: 'Mails am Tag, höchstens',
  },
})
