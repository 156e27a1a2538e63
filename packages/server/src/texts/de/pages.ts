/** The pages behind links in German. */
import type { PageTexts } from '../contract/page-texts.ts'

export const pages: PageTexts = {
  approval: {
    title: (site) => `Möchten Sie zurück in Ihr Konto bei ${site}?`,
    lead: (site) => `Jemand möchte Ihr Konto bei ${site} wiederherstellen und gibt an, dass es ihm gehört. Noch ist nichts geschehen.`,
    begun: (when) => `Begonnen wurde am ${when}.`,
    browser: (name) => `Browser: ${name}.`,
    place: (country) => `Ungefährer Ort: ${country}.`,
    label: 'Zahl auf Ihrem eigenen Bildschirm',
    hint: 'Zwei Ziffern auf dem Bildschirm, an dem Sie begonnen haben. Geben Sie nie eine Zahl ein, die Ihnen jemand am Telefon, per E-Mail oder im Chat nennt.',
    button: 'Ja, das bin ich',
    otherwise: 'Das waren Sie nicht?',
    notMeMark: 'Ich habe das nicht begonnen',
    notMe: 'Diesen Versuch beenden',
    unread: 'Geben Sie die zwei Ziffern von Ihrem Bildschirm ein. Noch ist nichts geschehen.',
    unmarked:
      'Geben Sie die Zahl von Ihrem Bildschirm ein, oder kreuzen Sie an, dass Sie das nicht begonnen haben. Noch ist nichts geschehen.',
    'approved': () =>
      'Danke. Gehen Sie zurück zu dem Bildschirm, an dem Sie begonnen haben. Dort geht es weiter. Diese Seite können Sie schließen.',
    'other-number': () =>
      'Diese Zahl stimmt nicht mit der auf dem Bildschirm überein, deshalb gilt dieser Link nicht mehr. Geändert hat sich nichts. Fordern Sie dort, wo Sie begonnen haben, eine neue E-Mail an.',
    'denied': (site) =>
      `Der Versuch wurde beendet, und niemand ist in Ihr Konto bei ${site} gelangt. Wir haben Sie an allen Ihren Adressen benachrichtigt. Sie müssen nichts weiter tun.`,
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er wurde schon benutzt, es gibt einen neueren, oder er ist abgelaufen. Wenn Sie ihn noch brauchen, fordern Sie dort, wo Sie begonnen haben, eine neue E-Mail an.',
  },
  calls: {
    beginTitle: 'Gerade am Telefon?',
    begin: (site) =>
      `Prüfen Sie, ob Sie wirklich mit dem Support von ${site} sprechen. Sie lesen einen Code vor, und man liest Ihnen einen vor.`,
    beginButton: 'Ich telefoniere gerade mit dem Support',
    title: (site) => `Am Telefon mit ${site}`,
    read: 'Lesen Sie diesen Code vor:',
    keepOpen: 'Er gilt zehn Minuten. Lassen Sie diese Seite offen: Sie zeigt an, sobald jemand den Code eingegeben hat.',
    waiting: (site) => `Bei ${site} hat noch niemand Ihren Code eingegeben.`,
    taken: (site, who) => `${who} von ${site} hat Ihren Code eingegeben. Lassen Sie sich nun den anderen Code vorlesen. Er muss lauten:`,
    over: () => 'Dieses Gespräch ist beendet, oder Ihr Code ist abgelaufen. Wenn Sie noch telefonieren, beginnen Sie neu.',
    denied: (site) => `Das Gespräch wurde hier beendet. Legen Sie jetzt auf. Wenn Sie noch Hilfe brauchen, rufen Sie ${site} selbst an.`,
    differs: 'Wenn Sie einen anderen Code hören oder gar keinen, sprechen Sie nicht mit dem Support: Legen Sie auf.',
    denyButton: 'Die Codes stimmen nicht überein: Gespräch beenden',
    lookButton: 'Noch einmal prüfen',
    provesOnly: (site) =>
      `Gleiche Codes zeigen, dass Sie mit dem Support von ${site} sprechen. Sie zeigen nicht, wem das Konto gehört: Das müssen Sie noch nachweisen.`,
  },
  cases: {
    statusTitle: (site) => `Ihre Anfrage an ${site}`,
    referenceLabel: 'Ihre Vorgangsnummer',
    referenceHint: 'Sie wurde Ihnen bei Ihrer Anfrage angezeigt und sieht aus wie K7Q2M-….',
    statusButton: 'Stand ansehen',
    states: {
      'received': (site) => `Der Support von ${site} hat Ihre Anfrage erhalten.`,
      'looked-at': (site) => `Der Support von ${site} prüft Ihre Anfrage.`,
      'answered': () => 'Eine Antwort wurde an die Adresse geschickt, die Sie angegeben haben.',
    },
    unknown:
      'Es gibt keine Anfrage mit dieser Vorgangsnummer, oder sie ist mehr als 90 Tage alt. Prüfen Sie jedes Zeichen, und versuchen Sie es noch einmal.',
    denyTitle: 'Waren Sie das nicht?',
    denyLead: (site) =>
      `Zwei Personen aus dem Support von ${site} haben zugestimmt, dass jemand ein neues Passwort für Ihr Konto setzt. Wenn Sie nicht darum gebeten haben, halten Sie es jetzt an. Wenn doch, schließen Sie diese Seite.`,
    denyMark: 'Ich habe nicht darum gebeten',
    denyButton: 'Das war ich nicht: anhalten',
    denied: (site) =>
      `Es wurde angehalten: Mit dem verschickten Link kommt niemand hinein. Der Support von ${site} wurde benachrichtigt. Sie müssen nichts weiter tun.`,
    tooLate: (site) => `Das neue Passwort wurde schon gesetzt. Sagen Sie dem Support von ${site} sofort, dass Sie das nicht waren.`,
    appealTitle: (site) => `Widerspruch bei ${site}`,
    appealLead: (site) =>
      `Andere Personen bei ${site} prüfen Ihre Anfrage, so wie Sie sie geschrieben haben. Ein Widerspruch ist einmal möglich.`,
    appealMark: 'Ich möchte, dass andere Personen meine Anfrage prüfen',
    appealButton: 'Widerspruch einlegen',
    appealed: (site) =>
      `Andere Personen bei ${site} prüfen Ihre Anfrage und schicken ihre Antwort an die Adresse, die Sie angegeben haben.`,
    over: 'Dieser Link gilt nicht mehr',
    overLead:
      'Er wurde schon benutzt, wird nicht mehr gebraucht oder ist abgelaufen. Wenn Sie immer noch nicht in Ihr Konto kommen, gehen Sie auf die eigene Seite des Anbieters, und bitten Sie dort noch einmal um Hilfe.',
    contact: 'So erreichen Sie den Support',
    genuineTitle: (site) => `Ist das wirklich ${site}?`,
    genuineLead: (site) =>
      `Hat sich jemand im Namen von ${site} wegen Ihres Kontos gemeldet? Vergleichen Sie es mit den Angaben auf dieser Seite. Sie kommen aus den Einstellungen von ${site}, nicht aus einer Nachricht.`,
    genuinePage: 'Die offizielle Seite',
    genuineReach: 'So erreichen Sie den Support',
    genuineNoReach: 'Hier sind keine Kontaktdaten angegeben. Suchen Sie sie auf der offiziellen Seite.',
    genuineFrom: 'Absender von Nachrichten zu Ihrem Konto',
    genuineNever: 'Wonach der Support nie fragt',
    never: (site) => [
      'Nach Ihrem Passwort, dem alten oder dem neuen, oder einem Teil davon.',
      `Nach einem Code oder Link, den ${site} Ihnen geschickt hat.`,
      'Dass Sie ein Programm installieren oder Ihren Bildschirm zeigen.',
      'Nach Geld, Gutscheinkarten oder einer Zahlung für Ihr Konto.',
    ],
    genuineDoubt: 'Legen Sie im Zweifel auf, oder antworten Sie nicht. Melden Sie sich dann selbst, auf einem der Wege auf dieser Seite.',
    continueTitle: (site) => `Zurück in Ihr Konto bei ${site}`,
    continueLead: (site) =>
      `Der Support von ${site} hat Ihrer Anfrage zugestimmt. Setzen Sie jetzt ein neues Passwort. Der Link gilt nur einmal: Benutzen Sie ihn, wenn Sie eine Minute Zeit haben.`,
    continueMark: 'Diese Anfrage ist von mir',
    continueButton: 'Weiter',
  },
  contacts: {
    inviteTitle: (whose) => `Möchten Sie Vertrauensperson von ${whose} sein?`,
    inviteLead: (whose, site) =>
      `Wem das Konto ${whose} bei ${site} gehört, vertraut Ihnen und bittet Sie um Hilfe, falls der Weg ins Konto einmal versperrt ist.`,
    inviteMeans: [
      'In diesem Fall bekommen Sie eine E-Mail, und die Person ruft Sie an oder trifft Sie. Sie lesen ihr einen Code vor. Das ist alles.',
      'Sie sehen vom Konto nur den Namen und kommen nicht hinein. Auch andere Vertrauenspersonen werden gefragt.',
      'Sie können jederzeit aufhören, über den Link in jeder E-Mail dazu.',
    ],
    acceptMark: 'Ich kenne diese Person',
    accept: 'Ja, ich helfe',
    leaveMark: 'Ich möchte keine Vertrauensperson sein',
    decline: 'Nein, danke',
    accepted: (whose) =>
      `Danke. Sie sind jetzt Vertrauensperson von ${whose}. Bewahren Sie die E-Mail auf: Über ihren Link können Sie jederzeit aufhören.`,
    declined: 'Sie sind keine Vertrauensperson, und Ihre Adresse wurde gelöscht.',
    isTitle: (whose) => `Sie sind Vertrauensperson von ${whose}`,
    isLead: (whose, site) =>
      `Ist der Weg ins Konto ${whose} bei ${site} einmal versperrt, bekommen Sie eine E-Mail. Sobald Sie mit der Person gesprochen haben, lesen Sie ihr einen Code vor.`,
    leave: 'Nicht mehr Vertrauensperson sein',
    askTitle: (whose) => `Haben Sie mit ${whose} gesprochen?`,
    askLead: (whose, site) =>
      `Jemand möchte das Konto ${whose} bei ${site} wiederherstellen. Sie können helfen, indem Sie einen Code vorlesen.`,
    askWhen: 'Machen Sie nur weiter, wenn die Person Sie angerufen hat oder bei Ihnen ist und Sie ihre Stimme oder ihr Gesicht erkennen.',
    warnings: (site) => [
      `${site} fragt Sie nie nach diesem Code.`,
      'Eine E-Mail oder Chatnachricht genügt nicht, egal von wem sie zu kommen scheint: Rufen Sie die Person selbst an.',
      'Wenn jemand Sie drängt oder Ihnen sagt, was Sie antworten sollen, beenden Sie den Versuch.',
    ],
    confirmMark: 'Die Person hat mich angerufen oder ist bei mir, und ich erkenne sie',
    confirm: 'Ja, ich habe mit ihr gesprochen: Code zeigen',
    strangeMark: 'Ich habe nichts von ihr gehört, oder etwas kommt mir falsch vor',
    strange: 'Versuch beenden',
    strangeWhy:
      'Das beendet den Versuch sofort, und der Inhaber wird benachrichtigt. Ein Irrtum schadet nicht: Ein neuer Versuch ist möglich.',
    codeTitle: 'Lesen Sie diesen Code vor',
    codeLead: (whose) => `Lesen Sie ihn ${whose} vor. Schicken Sie ihn nicht per E-Mail oder Chat, und geben Sie ihn niemand anderem.`,
    codeAgain: 'Um ihn noch einmal zu sehen, öffnen Sie den Link in der E-Mail erneut.',
    codeUntil: (when) => `Er gilt einmal, bis ${when}.`,
    stopped: (site) => `Der Versuch wurde beendet. Niemand kam hinein, und ${site} benachrichtigt den Inhaber. Danke.`,
    ownerTitle: (site) => `Ihre Vertrauenspersonen bei ${site} werden gefragt`,
    ownerLead: (site) =>
      `Jemand möchte Ihr Konto bei ${site} wiederherstellen, und Ihre Vertrauenspersonen wurden gebeten, ihre Codes vorzulesen. Wenn Sie das nicht sind, beenden Sie den Versuch.`,
    ownerMark: 'Ich habe das nicht begonnen',
    ownerStop: 'Das bin ich nicht: Versuch beenden',
    ownerElse: 'Wenn Sie es sind, schließen Sie diese Seite einfach. Noch ist nichts geschehen.',
    overTitle: 'Hier ist nichts mehr zu tun',
    over: 'Dieser Link wird nicht mehr gebraucht oder ist abgelaufen. Sie müssen nichts tun.',
  },
  notMine: {
    title: (site) => `Ein Konto bei ${site} benutzt Ihre Adresse`,
    lead: (site) =>
      `Jemand hat Ihre Adresse für ein Konto bei ${site} angegeben. Wenn dieses Konto nicht Ihres ist, können Sie Ihre Adresse davon entfernen.`,
    means: 'Sie bekommen dann keine Codes und Nachrichten zu diesem Konto mehr, und niemand kommt über Ihr Postfach hinein.',
    mark: 'Dieses Konto ist nicht meines',
    button: 'Das Konto ist nicht meines: meine Adresse entfernen',
    otherwise:
      'Wenn das Konto Ihnen gehört, schließen Sie diese Seite einfach. Ohne Ihre Adresse könnten Sie sich aussperren. Noch ist nichts geschehen.',
    done: (site) => `Ihre Adresse wurde von diesem Konto entfernt. ${site} wurde benachrichtigt, und Sie müssen nichts weiter tun.`,
    frozen: (site) =>
      `Dieses Konto ist gerade eingefroren, und nichts lässt sich ändern. Öffnen Sie den Link in einigen Tagen noch einmal, oder wenden Sie sich an ${site}.`,
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er ist abgelaufen. Die neueste E-Mail zu diesem Konto enthält einen neueren Link.',
  },
  problems: {
    wait: {
      title: 'Bitte warten Sie einen Moment',
      lead: (minutes) =>
        `Es gab zu viele Versuche in kurzer Zeit. Nichts ist verloren: Laden Sie diese Seite in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    },
    nothing: {
      title: 'Seite nicht gefunden',
      lead: 'Prüfen Sie die Adresse, oder öffnen Sie den Link in der Nachricht noch einmal. Achten Sie darauf, dass er vollständig ist.',
    },
    broken: {
      title: 'Etwas ist schiefgegangen',
      lead: 'Es liegt nicht an Ihnen. Laden Sie diese Seite in einer Minute noch einmal. Wenn es dann noch nicht geht, wenden Sie sich an den Anbieter.',
      number: (id) => `Nennen Sie diese Nummer: ${id}.`,
    },
  },
  receipts: {
    pendingTitle: 'Die Änderung wurde aufgezeichnet',
    pending: 'Der Nachweis ist innerhalb einer Minute fertig. Laden Sie diese Seite dann neu.',
    title: 'Die Änderung steht im Protokoll',
    changed: (when) => `Am ${when} bekam das Konto ein neues Passwort oder einen Passkey an seiner Stelle.`,
    unchanged: (when) => `Der Eintrag wurde am ${when} versiegelt und seitdem nicht verändert.`,
    notYou: 'Wenn Sie das nicht waren, benutzen Sie den Link gegen die Änderung in der E-Mail, die Sie hierher geführt hat.',
    forPrograms: (event, checkpoint) =>
      `Ereignis ${event}, Prüfpunkt ${checkpoint}. Zum Prüfen mit einem Programm: GET /v1/receipts/… mit diesem Beleg.`,
  },
  reminders: {
    title: (site) => `Erinnerungen von ${site}`,
    lead: (site) =>
      `${site} erinnert Sie ab und zu, wenn Ihr Konto einen weiteren Weg zur Wiederherstellung braucht. Hier können Sie das abbestellen. Codes und Nachrichten zu Ihrem Konto bekommen Sie weiterhin.`,
    button: 'Abbestellen',
    done: (site) =>
      `Abbestellt: ${site} schickt Ihnen keine Erinnerungen mehr. Codes und Nachrichten zu Ihrem Konto bekommen Sie weiterhin.`,
    over: 'Dieser Link gilt nicht mehr',
    overLead: 'Wenn Sie noch Erinnerungen bekommen, benutzen Sie den Link in der neuesten.',
  },
  undo: {
    title: (site) => `Eine Änderung an Ihrem Konto bei ${site}`,
    lead: 'Wenn Sie das nicht waren, drücken Sie auf die Schaltfläche. Das Konto wird sofort eingefroren: Alle Geräte werden abgemeldet, und niemand kommt hinein. Dann weisen Sie mit einer älteren Adresse nach, dass das Konto Ihnen gehört, die Änderung wird rückgängig gemacht, und Sie setzen ein neues Passwort.',
    mark: 'Diese Änderung ist nicht von mir',
    button: 'Das war ich nicht: Konto einfrieren',
    otherwise: 'Wenn Sie es waren, schließen Sie diese Seite einfach. Es geschieht nichts.',
    goOn: 'Das Konto ist eingefroren. Niemand kommt hinein, bis Sie mit einer älteren Adresse nachgewiesen haben, dass es Ihnen gehört.',
    goOnButton: 'Weiter und Konto wiederherstellen',
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Die Änderung wurde schon rückgängig gemacht, eine frühere wurde rückgängig gemacht, oder der Link ist abgelaufen. Wenn mit Ihrem Konto etwas nicht stimmt, wenden Sie sich an den Anbieter.',
  },
  hosted: {
    noScript: (site) => `Diese Seite braucht JavaScript. Wenn Sie es nicht nutzen können, wenden Sie sich an ${site}.`,
    home: (site) => `Zu ${site}`,
  },
  unmarked:
    'Noch ist nichts geschehen. Wenn die Aussage über der Schaltfläche stimmt, kreuzen Sie sie an, und drücken Sie noch einmal auf die Schaltfläche.',
}
