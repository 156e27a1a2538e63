/** The steps that few people see, in German. */
import type { RareTexts } from '../texts.ts'
import activity from './activity.ts'
import { minutes, seconds } from './counted.ts'

export default {
  identifierRefused: {
    'kind-not-accepted': 'Diese Art von Namen gibt es auf dieser Website nicht. Versuchen Sie es mit Ihrer E-Mail-Adresse.',
    'character': 'Ein Zeichen ist nicht lesbar. Tippen Sie den Namen ein, statt ihn einzufügen.',
    'too-long': 'Das ist zu lang. Geben Sie nur E-Mail-Adresse, Telefonnummer oder Benutzernamen ein.',
    'phone-country': 'Geben Sie die Telefonnummer mit Ländervorwahl ein, zum Beispiel +49\u00a030\u00a01234567.',
    'phone-unknown':
      'Diese Telefonnummer ist nicht gültig. Prüfen Sie, ob eine Ziffer fehlt, und geben Sie die Ländervorwahl mit ein, zum Beispiel +49\u00a030\u00a01234567.',
    'phone-extension': 'Lassen Sie die Nebenstelle weg. Geben Sie die Nummer ein, unter der Sie direkt erreichbar sind.',
    'email-space': 'Eine E-Mail-Adresse hat keine Leerzeichen. Geben Sie sie so ein: name@example.org.',
    'email-comma': 'Die E-Mail-Adresse enthält ein Komma. Dort gehört ein Punkt hin: name@example.org.',
    'email-several': 'Geben Sie nur eine E-Mail-Adresse ein, zum Beispiel name@example.org.',
    'email-local': 'Prüfen Sie den Teil vor dem @. Geben Sie die ganze Adresse ein, zum Beispiel name@example.org.',
    'email-domain': 'Prüfen Sie den Teil nach dem @. Er sieht aus wie example.org.',
  },
  news: {
    'directory-unavailable':
      'Das ist auf dieser Website gerade nicht möglich. Nichts geht verloren. Versuchen Sie es in einer Minute noch einmal.',
    'directory-unsure': 'Wir konnten die Änderung nicht bestätigen. Senden Sie dasselbe Passwort noch einmal. Das ist sicher.',
  },
  passwordRefused: {
    'common': 'Viele Menschen verwenden dieses Passwort, deshalb ist es leicht zu erraten. Wählen Sie ein anderes.',
    'guessable': 'Das besteht aus Wörtern, Namen oder Mustern, die leicht zu erraten sind. Fügen Sie ein oder zwei andere Wörter hinzu.',
    'breached': 'Dieses Passwort stammt aus einem Datenleck einer anderen Website. Wählen Sie ein anderes.',
    'unchanged': 'Das ist Ihr bisheriges Passwort. Wählen Sie ein neues.',
  },
  codeFilled: 'Wir haben den Code aus der SMS eingetragen.',
  chooseAny: 'Wie möchten Sie sich ausweisen?',
  keptMethods: {
    'email-approval': 'Link per E-Mail, zum Bestätigen',
    'saved-code': 'Notfallcode',
    'totp': 'Authenticator-App',
    'passkey': 'Passkey',
    'contacts': 'Vertrauenspersonen',
    'device-approval': 'Gerät, auf dem Sie angemeldet sind',
  },
  kept: {
    'saved-code': {
      title: 'Notfallcode eingeben',
      lead: 'Nehmen Sie einen Code von dem Blatt, das Sie gedruckt oder aufgeschrieben haben. Jeder Code gilt einmal. Streichen Sie ihn danach durch.',
      label: 'Notfallcode',
      hint: 'Sechzehn Buchstaben und Ziffern. Striche und Leerzeichen spielen keine Rolle.',
      wrong: 'Dieser Code ist nicht gültig oder schon benutzt. Prüfen Sie jedes Zeichen, oder nehmen Sie einen anderen Code.',
    },
    'totp': {
      title: 'Code aus der App eingeben',
      lead: 'Öffnen Sie die Authenticator-App, die Sie für dieses Konto eingerichtet haben.',
      label: 'Code aus der App',
      hint: 'Sechs Ziffern, die alle 30 Sekunden wechseln.',
      wrong: 'Dieser Code stimmt nicht. Warten Sie auf den nächsten, und prüfen Sie, ob die Uhr des Geräts richtig geht.',
    },
    'passkey': {
      title: 'Passkey verwenden',
      lead: 'Telefon, Computer oder Sicherheitsschlüssel fragen nach Fingerabdruck, Gesicht oder PIN. Wir bekommen davon nichts zu sehen.',
      label: 'Passkey verwenden',
      hint: 'Verwenden Sie einen Passkey, den Sie diesem Konto früher hinzugefügt haben.',
      wrong:
        'Dieser Passkey gehört nicht zu diesem Konto. Verwenden Sie einen anderen, oder gehen Sie zurück und wählen Sie einen anderen Weg.',
    },
    'contacts': {
      title: 'Vertrauenspersonen fragen',
      lead: 'Alle, die Ihre Vertrauensperson sein wollen, haben jetzt eine E-Mail von uns. Rufen Sie sie an, oder gehen Sie zu ihnen. Wer sicher ist, dass Sie es sind, kann Ihnen einen Code vorlesen. Geben Sie die Codes hier nacheinander ein.',
      label: 'Code einer Vertrauensperson',
      hint: 'Nur Ziffern. Jede Vertrauensperson hat einen anderen Code, und jeder Code zählt einmal.',
      wrong: 'Dieser Code ist jetzt nicht gültig. Lassen Sie ihn noch einmal vorlesen, Ziffer für Ziffer.',
    },
  },
  heard: (right, needed) => `${right} von ${needed} Codes waren richtig.`,
  approvalTitle: 'Öffnen Sie unsere E-Mail',
  approvalLead: (masked) =>
    `Wenn Ihre Angabe${masked ? ` zu ${masked}` : ''} passt, ist eine E-Mail mit einem Link dorthin unterwegs. Öffnen Sie den Link auf einem beliebigen Gerät, und geben Sie dort diese Zahl ein:`,
  approvalNumber: 'Ihre Zahl',
  approvalHint: 'Dann geht es hier automatisch weiter. Nennen Sie die Zahl niemandem.',
  approvalUntil: (count) => `Der Link läuft in ${minutes(count)} ab.`,
  approvalOver: 'Dieser Link ist abgelaufen. Senden Sie eine neue E-Mail.',
  approvalDone: 'Ich habe sie eingegeben',
  approvalWaits: 'Wir warten, bis Sie die Zahl dort eingeben.',
  approvalNotYet:
    'Die Zahl ist noch nicht angekommen. Geben Sie sie auf der Seite ein, zu der die neueste E-Mail führt, und versuchen Sie es noch einmal.',
  approvalVoid:
    'Jemand hat eine andere Zahl eingegeben, deshalb gilt dieser Link nicht mehr. Nichts hat sich geändert. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.',
  approvalResends: {
    resend: 'Neue E-Mail senden',
    resendIn: (count) => `Sie können in ${seconds(count)} eine neue E-Mail senden.`,
    resendNoMore: 'In diesem Vorgang können keine weiteren E-Mails gesendet werden.',
    resent: 'Eine neue E-Mail ist unterwegs. Der Link in der vorigen gilt nicht mehr.',
  },
  device: {
    title: 'Antworten Sie auf Ihrem anderen Gerät',
    lead: 'Nehmen Sie ein Telefon oder einen Computer, auf dem Sie noch angemeldet sind. Öffnen Sie dort die Seite dieser Website, die fragt, ob Sie es sind. Geben Sie dort diese Zahl ein:',
    hint: 'Dann geht es hier automatisch weiter. Nennen Sie die Zahl niemandem. Geräte, auf denen Sie sich erst vor Kurzem angemeldet haben, können Sie dafür nicht verwenden.',
    until: (count) => `Die Zahl läuft in ${minutes(count)} ab.`,
    over: 'Diese Zahl ist abgelaufen. Gehen Sie zurück, und wählen Sie diesen Weg noch einmal.',
    notYet:
      'Die Zahl ist noch nicht angekommen. Geben Sie sie auf dem Gerät ein, auf dem Sie angemeldet sind, und versuchen Sie es noch einmal.',
    void: 'Jemand hat eine andere Zahl eingegeben, deshalb gilt Ihre nicht mehr. Nichts hat sich geändert. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.',
  },
  passkeyNotGiven:
    'Wir haben keinen Passkey erhalten. Nichts geht verloren. Versuchen Sie es noch einmal, oder gehen Sie zurück und wählen Sie einen anderen Weg.',
  newPasskey: {
    title: 'Oder mit einem Passkey',
    lead: 'Damit melden Sie sich mit Fingerabdruck, Gesicht oder PIN an. Es bleibt kein Passwort, das jemand erraten oder stehlen könnte.',
    label: 'Stattdessen einen Passkey verwenden',
    notMade: 'Es wurde kein Passkey erstellt. Nichts geht verloren. Versuchen Sie es noch einmal, oder wählen Sie ein Passwort.',
    refused: 'Wir konnten diesen Passkey nicht annehmen. Versuchen Sie es noch einmal, oder wählen Sie ein Passwort.',
    none: 'Dieser Browser kann auf dieser Seite keine Passkeys erstellen. Wählen Sie stattdessen ein Passwort.',
  },
  stoppedTitle: 'Dieser Vorgang ist beendet',
  stops: {
    'expired': 'Zum Schutz des Kontos läuft ein Vorgang nach einiger Zeit ab. Nichts hat sich geändert. Sie können neu beginnen.',
    'cancelled': 'Sie haben ihn abgebrochen. Nichts hat sich geändert.',
    'too-many-guesses': 'Zum Schutz des Kontos brechen wir nach mehreren falschen Codes ab. Sie können neu beginnen.',
    'refused':
      'Er wurde an anderer Stelle beendet, oder das Konto hat sich geändert. Versuchen Sie, sich anzumelden, oder beginnen Sie neu.',
  },
  endings: {
    'passkey-made': {
      title: 'Ihr neuer Passkey ist bereit',
      lead: (site) =>
        `Sie können sich jetzt damit bei ${site} anmelden. Ihr altes Passwort gilt nicht mehr. Wir haben Sie auf allen Geräten abgemeldet und alle Ihre Adressen benachrichtigt.`,
    },
    'unlocked': { title: 'Ihr Konto ist entsperrt', lead: (site) => `Melden Sie sich wie gewohnt mit Ihrem Passwort bei ${site} an.` },
    'case-opened': {
      title: 'Unser Team kümmert sich darum',
      lead: (site) =>
        `${site} hat Ihre Anfrage und meldet sich bei Ihnen. Bewahren Sie die Vorgangsnummer auf. Damit können Sie den Stand abfragen.`,
    },
  },
  wait: {
    title: 'Es gibt eine Wartezeit',
    lead: (from, until) =>
      `Kommen Sie zwischen ${from} und ${until} wieder, und weisen Sie sich noch einmal aus. Dann wählen Sie ein neues Passwort.`,
    why: 'Sie haben gezeigt, dass Sie die einzige Adresse dieses Kontos lesen können. Falls jemand anderes sie auch liest, hat der Inhaber so Zeit, es zu bemerken. Noch hat sich nichts geändert.',
    sooner:
      'Haben Sie einen anderen Weg, etwa einen Notfallcode? Dann müssen Sie nicht warten. Beginnen Sie neu, und wählen Sie diesen Weg.',
  },
  noPasskeys: 'Dieser Browser kann auf dieser Seite keine Passkeys verwenden. Gehen Sie zurück, und wählen Sie einen anderen Weg.',
  savedCodeNew:
    'Der benutzte Notfallcode gilt nicht mehr. Streichen Sie ihn durch, und schreiben Sie diesen neuen an seine Stelle. Wir zeigen ihn nur einmal.',
  practised: {
    'drill-passed': {
      title: 'Die Probe ist geschafft',
      lead: 'Sie sind beim letzten Schritt angekommen, bei dem Sie ein neues Passwort wählen würden. Es wurde nichts geändert.',
    },
    'drill-stuck': {
      title: 'Hier ginge es nicht weiter',
      lead: 'Ab hier könnte Ihnen nur der Support helfen. Es wurde nichts geändert und niemand benachrichtigt.',
    },
  },
  passkeysLeft: (count) =>
    count === 1
      ? 'Ein vorhandener Passkey gilt weiterhin. Prüfen Sie ihn auf Ihrer Sicherheitsseite, und entfernen Sie ihn, wenn er nicht Ihrer ist.'
      : `${count} vorhandene Passkeys gelten weiterhin. Prüfen Sie sie auf Ihrer Sicherheitsseite, und entfernen Sie alle, die nicht Ihre sind.`,
  savedCodesLeft: (count) =>
    count === 0
      ? 'Das war Ihr letzter Notfallcode. Melden Sie sich an, und erstellen Sie neue.'
      : `Der benutzte Notfallcode gilt nicht mehr. Sie haben noch ${count === 1 ? 'einen' : count}.`,
  reviewTitle: 'Was in Ihrem Konto geschehen ist',
  reviewLead:
    'Gerade kann sich niemand anmelden. Wählen Sie alles aus, was nicht von Ihnen kam. Wir machen es rückgängig, und alles, was danach kam.',
  reviewed: {
    'addresses-changed': 'Namen oder Adressen wurden geändert',
    'address-disowned': 'Die Person, die eine Adresse liest, hat sie entfernt',
    'destination-removed': 'Der Support hat eine Adresse entfernt',
    'password-changed': 'Eine Wiederherstellung hat ein neues Passwort gesetzt',
    'passkey-made': 'Ein Passkey hat das Passwort ersetzt',
    'password-replaced': 'Die Website hat ein anderes Passwort gesetzt',
    'unlocked-by-owner': 'Die Anmeldung wurde entsperrt',
    'method-set-up': 'Ein Weg zur Wiederherstellung wurde eingerichtet',
  },
  reviewGone: (list) => `Entfernt: ${list}`,
  reviewCame: (list) => `Neu: ${list}`,
  fates: {
    goes: 'Das wird in jedem Fall entfernt, weil es sehr neu ist.',
    stays:
      'Wir können das hier nicht rückgängig machen, denn Ihr Nachweis ist neuer. Nutzen Sie den Link in unserer Nachricht dazu, oder wenden Sie sich an den Support.',
  },
  reviewNext: (marked) => (marked === 0 ? 'Weiter, nichts rückgängig machen' : 'Rückgängig machen und weiter'),
  activity,
  latelyTitle: 'Weitere Ereignisse',
  savedCodesNew: 'Sie haben neue Notfallcodes. Die alten gelten nicht mehr. Schreiben Sie die neuen auf. Wir zeigen sie nur einmal.',
  diagnosisTitle: 'Warum Sie sich nicht anmelden können',
  causes: {
    'too-many-sign-ins': {
      why: 'Es gab viele falsche Passwörter. Deshalb ist die Anmeldung für eine Weile gesperrt.',
      what: 'Sie haben gezeigt, dass Sie es sind, und können sie jetzt entsperren. Ihr Passwort bleibt gleich und gilt sofort.',
    },
    'operator': {
      why: 'Der Support dieser Website hat das Konto gesperrt.',
      what: 'Er kann Ihnen sagen, warum, und es entsperren. Ein neues Passwort entsperrt es nicht.',
    },
    'frozen': {
      why: 'Jemand hat eine Änderung an diesem Konto gemeldet, die nicht von ihm kam. Deshalb ist es eingefroren.',
      what: 'Wenn Sie das gemeldet haben, öffnen Sie den Link in unserer Nachricht über die Änderung noch einmal und machen Sie dort weiter. Sonst wenden Sie sich an den Support.',
    },
    'compromised': {
      why: 'Das Konto ist gesperrt, weil vielleicht jemand anderes darin war.',
      what: 'Wählen Sie ein neues Passwort. Dann gehört das Konto wieder Ihnen allein.',
    },
    'expired': { why: 'Ihr Passwort ist abgelaufen.', what: 'Wählen Sie ein neues, um sich anzumelden.' },
    'disabled': { why: 'Das Konto ist deaktiviert.', what: 'Der Support dieser Website kann Ihnen sagen, warum.' },
    'password-changed': {
      why: 'Das Passwort wurde vor Kurzem geändert.',
      what: 'Wenn Sie das waren, verwenden Sie das neue. Ein Gerät füllt vielleicht noch das alte aus. Wenn nicht, wählen Sie jetzt ein neues.',
    },
    'no-password': {
      why: 'Dieses Konto hat kein Passwort.',
      what: 'Vielleicht haben Sie sich bisher mit einem Passkey oder über einen anderen Dienst angemeldet. Das geht weiterhin, oder Sie wählen jetzt ein Passwort.',
    },
    'nothing-wrong': {
      why: 'Wir haben nichts gefunden, was die Anmeldung verhindert.',
      what: 'Prüfen Sie, ob Sie auf der richtigen Website sind und der Name stimmt. Prüfen Sie auch die Feststelltaste und die Sprache der Tastatur. Tippen Sie dann das Passwort selbst ein, statt es ausfüllen zu lassen.',
    },
    'directory-unreachable': {
      why: 'Die Website kann Ihr Konto gerade nicht prüfen.',
      what: 'Das liegt nicht an Ihnen. Prüfen Sie es in ein paar Minuten noch einmal.',
    },
  },
  since: (moment) => `Seit ${moment}.`,
  wrongSignIns: (count, moment) => `Falsche Passwörter: ${count}. Das letzte am ${moment}.`,
  wrongFrom: (list) => `Sie kamen von: ${list}.`,
  opensAt: (moment) => `Die Anmeldung wird am ${moment} automatisch entsperrt.`,
  signsInWith: (services) =>
    `Sie können sich mit ${services} anmelden. Nutzen Sie dafür die Schaltfläche auf der Anmeldeseite. Dort brauchen Sie kein Passwort.`,
  names: (names) => `Sie können sich so anmelden: ${names}.`,
  remedies: { 'unlock': 'Entsperren und mein Passwort behalten', 'new-password': 'Neues Passwort wählen', 'help': 'Support kontaktieren' },
  lookAgain: 'Noch einmal prüfen',
  helpTitle: 'Unser Team kann helfen',
  helpLead: (site) =>
    `Schreiben Sie dem Support von ${site}, was geschehen ist. Sie bekommen eine Antwort an die Adresse, die Sie hier angeben.`,
  helpHalfProven:
    'Ihr Nachweis war richtig. Dieses Konto verlangt einen zweiten Nachweis anderer Art, und dafür ist kein Weg mehr übrig. Deshalb kümmert sich unser Team darum.',
  helpExpect: (site) => `Die Antwort kann einige Tage dauern. ${site} fragt Sie nie nach einem Passwort oder Code.`,
  helpDirect: 'Sie können das Team auch direkt kontaktieren:',
  helpCall: 'Telefonieren Sie gerade mit uns? Codes vergleichen',
  helpSend: 'An den Support senden',
  reference: (reference) => `Ihre Vorgangsnummer: ${reference}`,
  caseLook: 'Stand ansehen',
  contactLabel: 'E-Mail-Adresse oder Telefonnummer, unter der wir Sie erreichen',
  contactHint: 'Verwenden Sie eine, auf die Sie jetzt Zugriff haben. Die Website muss sie noch nicht kennen.',
  contactMissing: 'Geben Sie eine E-Mail-Adresse oder Telefonnummer ein, unter der wir Sie erreichen.',
  contactRefused:
    'Dorthin können wir keine Antwort senden. Prüfen Sie die Angabe auf Tippfehler. Möglich sind eine E-Mail-Adresse oder eine Mobilnummer mit Ländervorwahl. Wenn alles stimmt, geben Sie eine andere an. E-Mail geht überall.',
  whatHappenedLabel: 'Was ist geschehen?',
  whatHappenedHint:
    'Zum Beispiel: Sie haben Ihr Telefon verloren, oder es gibt eine Adresse nicht mehr. Geben Sie keine Passwörter oder Codes ein.',
  whatHappenedMissing: 'Beschreiben Sie in ein oder zwei Sätzen, was geschehen ist.',
  lastSignInLabel: 'Wann und wo haben Sie sich zuletzt angemeldet?',
  lastSignInHint: 'Soweit Sie sich erinnern. Sie können das Feld leer lassen.',
  evidenceLead:
    'Hier sind einige Fragen zu Ihrem Konto. Was Sie nicht wissen, können Sie auslassen. Wir speichern Ihre Antworten nicht, nur wie gut sie passen.',
  evidence: {
    'account-made': 'In welchem Jahr wurde Ihr Konto erstellt?',
    'password-changed': 'In welchem Jahr haben Sie Ihr Passwort zuletzt geändert?',
    'last-order': 'Welche Nummer hat Ihre letzte Bestellung oder Rechnung?',
  },
  evidenceMonth: 'Und in welchem Monat?',
  evidenceUnsure: 'Das weiß ich nicht',
} satisfies RareTexts
