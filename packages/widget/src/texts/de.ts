/** German. */
import type { FirstTexts, RestTexts, WaysTexts } from './texts.ts'

export const first: FirstTexts = {
  language: 'de',
  direction: 'ltr',
  loading: 'Einen Moment…',
  next: 'Weiter',
  tryAgain: 'Noch einmal versuchen',
  tryAgainIn: (seconds) => `Das geht wieder in ${seconds} s.`,
  step: (number, of) => `Schritt ${number} von ${of}`,
  choices: 'Auswahl',
  reasonTitle: 'Warum können Sie sich nicht anmelden?',
  reasonMissing: 'Wählen Sie aus, was am ehesten passt.',
  reasons: {
    'forgot-password': 'Ich habe mein Passwort vergessen',
    'cannot-sign-in': 'Ich kenne mein Passwort, komme aber nicht hinein',
    'compromised': 'Ich glaube, jemand anderes ist in meinem Konto',
  },
  identifyTitle: 'So kommen Sie wieder hinein',
  identifyLead: (site) => `Welches Konto bei ${site} ist Ihres?`,
  identifierLabel: 'E-Mail-Adresse, Telefonnummer oder Benutzername',
  identifierHint: 'Telefonnummern bitte mit Ländervorwahl, zum Beispiel +49\u00a030\u00a01234567.',
  identifierMissing: 'Geben Sie Ihre E-Mail-Adresse, Telefonnummer oder Ihren Benutzernamen ein.',
  slow: 'Das dauert länger als sonst. Wir versuchen es weiter.',
  offline: 'Sie sind offline. Ihre Eingaben bleiben erhalten; es geht weiter, sobald das Netz wieder da ist.',
  tooMany: 'Das waren viele Versuche in kurzer Zeit. Warten Sie ein wenig, dann geht es weiter: Nichts ist verloren.',
  unreachable: 'Der Server ist gerade nicht zu erreichen. Ihre Eingaben bleiben erhalten.',
  notSetUp: 'Auf dieser Seite ist die Wiederherstellung nicht eingerichtet. Bitte wenden Sie sich an den Support der Website.',
}

export const rest: RestTexts = {
  back: 'Zurück',
  cancel: 'Abbrechen',
  again: 'Neu beginnen',
  asksNobody: (site) =>
    `Nur diese Seite fragt nach Ihrem Code. Niemand von ${site} fragt je danach, weder am Telefon noch per Mail oder Chat.`,
  support: 'Lieber mit einem Menschen sprechen?',
  problemTitle: 'Bitte noch einmal ansehen:',
  useCharacters: 'Lieber Zeichen abtippen',
  checking: 'Wir prüfen, dass Sie kein Roboter sind. Das dauert ein paar Sekunden, Sie müssen nichts tun.',
  charactersLabel: 'Tippen Sie die sechs Zeichen, die Sie sehen oder hören',
  charactersMissing: 'Tippen Sie die sechs Zeichen ab, oder lassen Sie uns automatisch prüfen.',
  charactersImage: 'Bild mit sechs Zeichen. Tippen Sie sie ab, oder hören Sie sie mit der nächsten Schaltfläche an.',
  charactersListen: 'Anhören',
  charactersStop: 'Anhalten',
  charactersOther: 'Andere Zeichen',
  charactersNew: 'Hier sind sechs andere Zeichen.',
  useWork: 'Lieber automatisch prüfen',
  workInstead: 'Sie müssen nichts mehr abtippen: Die Prüfung läuft von selbst.',
  workRefused: 'Die automatische Prüfung hat nicht geklappt. Versuchen Sie es noch einmal, oder tippen Sie lieber Zeichen ab.',
  account: 'Konto',
  otherAccount: 'Anderes Konto',
  chooseTitle: 'Wohin soll der Code gehen?',
  chooseLead: 'Diese Adressen haben Sie früher angegeben. Wir zeigen von jeder nur einen Teil.',
  chooseMissing: 'Wählen Sie eines davon.',
  progress: (proven, needed) => `${proven} von ${needed} Nachweisen erbracht.`,
  methods: { 'email-code': 'Code per E-Mail', 'sms-code': 'Code per SMS' },
  maskedEmail: (local, host) => `${local} und weitere, bei ${host} und weiteren`,
  maskedPhone: (digits) => `der Nummer mit ${digits} am Ende`,
  completeAddress: (masked) => `Geben Sie die ganze Adresse ${masked} ein`,
  completeDigits: (masked) => `Geben Sie die letzten vier Ziffern von ${masked} ein`,
  completeWhole: { 'email-code': 'Geben Sie Ihre ganze E-Mail-Adresse ein', 'sms-code': 'Geben Sie Ihre ganze Telefonnummer ein' },
  completeWhy: 'So geht es nur an jemanden, der die Adresse kennt.',
  completeMissing: 'Füllen Sie dies aus, damit wir es senden können.',
  sendCode: 'Code senden',
  noMethod: 'Ich habe nichts davon',
  codeTitle: 'Code eingeben',
  codeLead: (masked) =>
    `Wenn Ihre Angabe${masked ? ` zu ${masked}` : ''} passt, ist ein Code dorthin unterwegs. Sehen Sie auch im Spam nach.`,
  codeLabel: 'Code',
  codeMissing: 'Geben Sie den Code aus der Nachricht ein.',
  codeUntil: (minutes) => (minutes <= 1 ? 'Er gilt noch eine Minute.' : `Er gilt noch ${minutes} Minuten.`),
  codeOver: 'Die Zeit dieses Codes ist um. Senden Sie sich einen neuen.',
  notACode: (length) => `Ein ganzer Code hat ${length} Zeichen. Geben Sie ihn noch einmal ein: Dieser Versuch zählt nicht.`,
  codeEndsSoon: (minutes) =>
    `${minutes === 1 ? 'Dieser Code gilt noch weniger als eine Minute.' : `Dieser Code gilt noch weniger als ${minutes} Minuten.`} Wenn Sie länger brauchen, senden Sie sich einen neuen.`,
  whenLate: (wait, rooms) =>
    `Kommt in ${wait} nichts, senden Sie noch einmal. Eine Adresse bekommt höchstens ${rooms}, gleich wer fragt. Mehr wird nicht gesendet, ohne dass es hier steht.`,
  room: (most, time) => `${most} in ${time}`,
  guessesLeft: (count) => (count === 1 ? 'Noch ein Versuch.' : `Noch ${count} Versuche.`),
  resend: 'Neuen Code senden',
  resendIn: (seconds) => `Ein neuer Code geht in ${seconds} s.`,
  resendNoMore: 'In diesem Anlauf können keine weiteren Codes gesendet werden.',
  resent: 'Ein neuer Code ist unterwegs. Kommt ein früherer zuerst an, gilt er noch, bis seine Zeit abläuft.',
  passwordTitle: 'Neues Passwort wählen',
  passwordLabel: 'Neues Passwort',
  passwordMissing: 'Geben Sie das Passwort ein, das Sie haben möchten.',
  passwordHint: (minLength) =>
    `Mindestens ${minLength} Zeichen. Ein paar Wörter, die nur Sie so zusammenstellen, sind stark und leicht zu merken.`,
  passwordMore: (count) => `Noch ${count} Zeichen`,
  passwordGood: 'Lang genug',
  passwordStrong: 'Eine gute Länge',
  reveal: 'Passwort anzeigen',
  savePassword: 'Passwort speichern',
  shut: 'Wählen Sie es jetzt: Damit ist jeder andere draußen, der angemeldet ist, auf allen Geräten.',
  passwordChanged: {
    title: 'Ihr neues Passwort gilt',
    lead: (site) =>
      `Melden Sie sich jetzt damit bei ${site} an. Alle Geräte, die angemeldet waren, sind abgemeldet, und alle Ihre Adressen haben eine Nachricht bekommen.`,
  },
  news: {
    'captcha-refused': 'Das hat nicht gepasst. Hier sind andere Zeichen.',
    'code-wrong':
      'Dieser Code passt nicht. Vergleichen Sie ihn mit der Nachricht und geben Sie ihn noch einmal ein; ein Code aus einem anderen Tab gehört dorthin.',
    'resend-too-early': 'Bis zum nächsten Code dauert es noch ein wenig.',
  },
  passwordRefused: {
    'too-short': 'Bitte etwas länger: Fügen Sie ein oder zwei Wörter hinzu.',
    'too-long': 'Das ist länger, als wir speichern können. Nehmen Sie ein kürzeres.',
    'context': 'Das ist kaum mehr als Ihr Name oder der dieser Seite. Fügen Sie etwas hinzu, auf das niemand käme.',
    'repetitive': 'Das wiederholt sich oder zählt hoch, deshalb ist es schnell geraten. Mischen Sie andere Wörter darunter.',
  },
  endsSoon: (minutes) =>
    `${minutes === 1 ? 'Dieser Anlauf endet in weniger als einer Minute.' : `Dieser Anlauf endet in weniger als ${minutes} Minuten.`} Wenn Sie länger brauchen, beginnen Sie neu.`,
  outOfOrder: 'Dieser Schritt war schon erledigt. Hier geht es weiter.',
}

export const ways: WaysTexts = {
  identifierRefused: {
    'kind-not-accepted': 'Diese Art von Namen gibt es hier nicht. Versuchen Sie es mit Ihrer E-Mail-Adresse.',
    'character': 'Ein Zeichen darin ist nicht lesbar. Tippen Sie den Namen selbst ein, statt ihn einzufügen.',
    'too-long': 'Das ist länger, als ein Name sein kann. Geben Sie nur E-Mail-Adresse, Telefonnummer oder Benutzernamen ein.',
    'phone-country': 'Schreiben Sie die Telefonnummer mit der Ländervorwahl, zum Beispiel +49\u00a030\u00a01234567.',
    'phone-unknown':
      'Eine solche Telefonnummer gibt es nicht. Prüfen Sie, ob eine Ziffer fehlt, und schreiben Sie die Nummer mit der Ländervorwahl, zum Beispiel +49\u00a030\u00a01234567.',
    'phone-extension': 'Lassen Sie die Nebenstelle weg: Schreiben Sie die Nummer, unter der man Sie direkt erreicht.',
    'email-space': 'Eine E-Mail-Adresse hat keine Leerzeichen. Schreiben Sie sie so: name@example.org.',
    'email-comma': 'In der E-Mail-Adresse steht ein Komma. Dort gehört ein Punkt hin: name@example.org.',
    'email-several': 'Geben Sie nur eine E-Mail-Adresse ein, zum Beispiel name@example.org.',
    'email-local': 'Prüfen Sie, was vor dem @ steht. Schreiben Sie die ganze Adresse, zum Beispiel name@example.org.',
    'email-domain': 'Prüfen Sie, was nach dem @ steht: Dort gehört etwas wie example.org hin.',
  },
  news: {
    'directory-unavailable': 'Das geht auf dieser Seite gerade nicht. Nichts ist verloren: Versuchen Sie es in einer Minute noch einmal.',
    'directory-unsure': 'Wir konnten die Änderung nicht bestätigen. Senden Sie dasselbe Passwort noch einmal: Das ist sicher.',
  },
  passwordRefused: {
    'common': 'Viele Menschen nehmen dieses, deshalb wird es zuerst geraten. Wählen Sie ein anderes.',
    'guessable':
      'Das besteht aus Wörtern, Namen oder Mustern, die früh geraten werden. Fügen Sie ein oder zwei Wörter hinzu, die nichts damit zu tun haben.',
    'breached': 'Dieses Passwort ist bei einer anderen Seite öffentlich geworden. Wählen Sie ein anderes.',
    'unchanged': 'Das ist das Passwort, das Sie hatten. Wählen Sie ein anderes.',
  },
  codeFilled: 'Der Code aus der SMS ist eingetragen.',
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
      lead: 'Nehmen Sie einen von dem Blatt, das Sie gedruckt oder abgeschrieben haben. Jeder gilt einmal: Streichen Sie ihn danach durch.',
      label: 'Notfallcode',
      hint: 'Sechzehn Buchstaben und Ziffern. Striche und Leerzeichen sind gleich.',
      wrong: 'Das ist keiner der Codes, die noch gelten. Prüfen Sie ihn Zeichen für Zeichen, oder nehmen Sie einen anderen.',
    },
    'totp': {
      title: 'Code aus der App eingeben',
      lead: 'Öffnen Sie die Authenticator-App, die Sie für dieses Konto eingerichtet haben.',
      label: 'Code aus der App',
      hint: 'Sechs Ziffern; jede halbe Minute sind es neue.',
      wrong: 'Dieser Code passt nicht. Warten Sie auf den nächsten, und prüfen Sie, ob die Uhr des Geräts richtig geht.',
    },
    'passkey': {
      title: 'Passkey benutzen',
      lead: 'Telefon, Computer oder Sicherheitsschlüssel fragen nach Finger, Gesicht oder PIN. Das bleibt dort: Hier wird nichts getippt.',
      label: 'Einen Passkey benutzen',
      hint: 'Es muss einer sein, den Sie diesem Konto vorher hinzugefügt haben.',
      wrong: 'Das ist kein Passkey dieses Kontos. Nehmen Sie einen anderen, oder gehen Sie zurück und nehmen Sie einen anderen Weg.',
    },
    'contacts': {
      title: 'Vertrauenspersonen fragen',
      lead: 'Wer zugesagt hat, Ihre Vertrauensperson zu sein, hat jetzt eine Mail. Rufen Sie an, oder gehen Sie hin: Wer weiß, dass Sie es sind, kann Ihnen einen Code vorlesen. Geben Sie hier einen nach dem anderen ein.',
      label: 'Code, den jemand vorliest',
      hint: 'Ziffern. Jede Vertrauensperson hat einen eigenen Code, und er zählt einmal.',
      wrong: 'Das ist kein Code, der jetzt zählt. Lassen Sie ihn noch einmal vorlesen, Ziffer für Ziffer.',
    },
  },
  heard: (right, needed) => `${right} von ${needed} Codes waren richtig.`,
  approvalTitle: 'Öffnen Sie unsere Mail',
  approvalLead: (masked) =>
    `Wenn Ihre Angabe${masked ? ` zu ${masked}` : ''} passt, ist eine Mail mit einem Link dorthin unterwegs. Öffnen Sie ihn auf irgendeinem Gerät, und tippen Sie dort diese Zahl ein:`,
  approvalNumber: 'Ihre Zahl',
  approvalHint: 'Dann geht es hier von selbst weiter. Nennen Sie die Zahl niemandem.',
  approvalUntil: (minutes) => (minutes <= 1 ? 'Der Link gilt noch eine Minute.' : `Der Link gilt noch ${minutes} Minuten.`),
  approvalOver: 'Die Zeit dieses Links ist um. Fordern Sie eine neue Mail an.',
  approvalDone: 'Ich habe sie eingetippt',
  approvalWaits: 'Wir warten, bis Sie sie dort eintippen.',
  approvalNotYet: 'Noch ist nichts angekommen. Tippen Sie die Zahl auf der Seite der neuesten Mail ein, und sehen Sie noch einmal nach.',
  approvalVoid:
    'Es wurde eine andere Zahl eingetippt, darum gilt jener Link nicht mehr. Geändert hat sich nichts: Nehmen Sie diesen oder einen anderen Weg.',
  approvalResends: {
    resend: 'Neue Mail senden',
    resendIn: (seconds) => `Eine neue Mail geht in ${seconds} s.`,
    resendNoMore: 'In diesem Anlauf können keine weiteren Mails gesendet werden.',
    resent: 'Eine neue Mail ist unterwegs. Der Link in der vorigen gilt nicht mehr.',
  },
  device: {
    title: 'Antworten Sie auf Ihrem anderen Gerät',
    lead: 'Nehmen Sie ein Telefon oder einen Computer, auf dem Sie noch angemeldet sind. Öffnen Sie dort die Seite dieses Auftritts, die fragt, ob Sie es sind, und tippen Sie diese Zahl ein:',
    hint: 'Dann geht es hier von selbst weiter. Nennen Sie die Zahl niemandem. Ein Gerät, das sich erst vor Kurzem angemeldet hat, wird nicht gefragt.',
    until: (minutes) => (minutes <= 1 ? 'Die Zahl gilt noch eine Minute.' : `Die Zahl gilt noch ${minutes} Minuten.`),
    over: 'Die Zeit dieser Zahl ist um. Gehen Sie zurück, und wählen Sie diesen Weg noch einmal.',
    notYet:
      'Noch ist nichts angekommen. Tippen Sie die Zahl auf dem Gerät ein, auf dem Sie angemeldet sind, und sehen Sie noch einmal nach.',
    void: 'Es wurde eine andere Zahl eingetippt, darum gilt jene nicht mehr. Geändert hat sich nichts: Nehmen Sie diesen oder einen anderen Weg.',
  },
  passkeyNotGiven:
    'Es kam kein Passkey. Nichts ist verloren: Versuchen Sie es noch einmal, oder gehen Sie zurück und nehmen Sie einen anderen Weg.',
  newPasskey: {
    title: 'Oder ein Passkey an seiner Stelle',
    lead: 'Ihr Telefon, Computer oder Sicherheitsschlüssel meldet Sie dann mit Finger, Gesicht oder PIN an. Es bleibt kein Passwort, das jemand erraten oder stehlen könnte.',
    label: 'Stattdessen einen Passkey nehmen',
    notMade: 'Es wurde kein Passkey angelegt, und nichts ist verloren. Versuchen Sie es noch einmal, oder wählen Sie ein Passwort.',
    refused: 'Dieser Passkey ließ sich nicht annehmen. Versuchen Sie es noch einmal, oder wählen Sie ein Passwort.',
    none: 'Dieser Browser kann auf dieser Seite keine Passkeys anlegen. Wählen Sie darum ein Passwort.',
  },
  stoppedTitle: 'Dieser Anlauf ist zu Ende',
  stops: {
    'expired': 'Er war so lange offen, wie es sicher ist. Nichts hat sich geändert, Sie können neu beginnen.',
    'cancelled': 'Sie haben ihn beendet. Nichts hat sich geändert.',
    'too-many-guesses': 'Zum Schutz des Kontos hören wir nach einigen Codes auf, die nicht passen. Sie können neu beginnen.',
    'refused': 'Er wurde anderswo beendet, oder das Konto hat sich geändert. Versuchen Sie, sich anzumelden, oder beginnen Sie neu.',
  },
  endings: {
    'passkey-made': {
      title: 'Ihr neuer Passkey ist bereit',
      lead: (site) =>
        `Melden Sie sich bei ${site} mit Ihrem neuen Passkey an. Das alte Passwort gilt nicht mehr, alle Geräte wurden abgemeldet, und wir haben an alle Ihre Adressen geschrieben.`,
    },
    'unlocked': { title: 'Ihr Konto ist wieder offen', lead: (site) => `Melden Sie sich wie gewohnt bei ${site} an.` },
    'case-opened': {
      title: 'Menschen kümmern sich darum',
      lead: (site) => `${site} hat Ihre Anfrage und meldet sich bei Ihnen. Bewahren Sie das Zeichen auf: Damit sehen Sie, wie weit es ist.`,
    },
  },
  wait: {
    title: 'Das muss noch etwas warten',
    lead: (from, until) =>
      `Kommen Sie zwischen ${from} und ${until} wieder, und weisen Sie sich noch einmal aus. Dann wählen Sie ein neues Passwort.`,
    why: 'Sie haben gezeigt, dass Sie die einzige Adresse dieses Kontos lesen. Falls auch jemand anders sie liest, soll Zeit bleiben, es zu bemerken. Noch ist nichts geändert.',
    sooner: 'Mit etwas, das Sie aufbewahren, etwa einem Notfallcode, müssen Sie nicht warten: Beginnen Sie neu, und wählen Sie das.',
  },
  noPasskeys: 'Dieser Browser kann auf dieser Seite keine Passkeys benutzen. Gehen Sie zurück, und nehmen Sie einen anderen Weg.',
  savedCodeNew:
    'Der Notfallcode, den Sie benutzt haben, gilt nicht mehr. Streichen Sie ihn durch, und schreiben Sie diesen an seine Stelle. Er wird nur jetzt gezeigt.',
  practised: {
    'drill-passed': {
      title: 'Die Probe ist geschafft',
      lead: 'Sie sind beim letzten Schritt angekommen, bei dem Sie ein neues Passwort wählen würden. Nichts wurde geändert.',
    },
    'drill-stuck': {
      title: 'Hier ginge es nicht weiter',
      lead: 'Ab hier könnten Ihnen nur Menschen helfen. Nichts wurde geändert, und niemand wurde gefragt.',
    },
  },
  passkeysLeft: (count) =>
    count === 1
      ? 'Ein Passkey von vorher meldet weiterhin an diesem Konto an. Wenn Sie ihn nicht kennen, entfernen Sie ihn auf Ihrer Sicherheitsseite.'
      : `${count} Passkeys von vorher melden weiterhin an diesem Konto an. Entfernen Sie auf Ihrer Sicherheitsseite die, die Sie nicht kennen.`,
  savedCodesLeft: (count) =>
    count === 0
      ? 'Das war Ihr letzter Notfallcode. Melden Sie sich an, und machen Sie neue.'
      : `Der Notfallcode, den Sie benutzt haben, gilt nicht mehr. ${count === 1 ? 'Einer bleibt' : `${count} bleiben`} übrig.`,
  reviewTitle: 'Was in Ihrem Konto geschah',
  reviewLead: 'Gerade kann sich niemand anmelden. Haken Sie an, was nicht Sie waren: Wir machen es rückgängig, und alles, was danach kam.',
  reviewed: {
    'addresses-changed': 'Namen oder Adressen wurden geändert',
    'address-disowned': 'Eine Adresse wurde von dem entfernt, der sie liest',
    'destination-removed': 'Das Personal hat eine Adresse entfernt',
    'password-changed': 'Ein neues Passwort wurde durch Wiederherstellung gesetzt',
    'passkey-made': 'Ein Passkey trat an die Stelle des Passworts',
    'password-replaced': 'Der Auftritt hat ein anderes Passwort gesetzt',
    'unlocked-by-owner': 'Die Anmeldung wurde wieder geöffnet',
    'method-set-up': 'Ein Nachweis wurde eingerichtet',
  },
  reviewGone: (list) => `Weg: ${list}`,
  reviewCame: (list) => `Neu: ${list}`,
  fates: {
    goes: 'Das fällt in jedem Fall weg, weil es so neu ist.',
    stays:
      'Was Sie nachgewiesen haben, ist neuer als dies. Nehmen Sie den Link in unserer Nachricht darüber, oder fragen Sie einen Menschen.',
  },
  reviewNext: (marked) => (marked === 0 ? 'Nichts rückgängig machen und weiter' : 'Rückgängig machen und weiter'),
  latelyTitle: 'Was sonst zuletzt geschah',
  savedCodesNew: 'Ihre Notfallcodes sind neu, und die alten gelten nicht mehr. Schreiben Sie diese auf: Sie werden nur jetzt gezeigt.',
  diagnosisTitle: 'Warum Sie sich nicht anmelden können',
  causes: {
    'too-many-sign-ins': {
      why: 'Es gab viele falsche Passwörter, deshalb ist die Anmeldung für eine Weile geschlossen worden.',
      what: 'Sie haben gezeigt, dass Sie es sind, und können sie jetzt öffnen. Ihr Passwort bleibt, wie es ist, und gilt sofort.',
    },
    'operator': {
      why: 'Die Leute dieser Seite haben das Konto gesperrt.',
      what: 'Sie können Ihnen sagen, warum, und es öffnen. Ein neues Passwort könnte das nicht.',
    },
    'frozen': {
      why: 'Jemand hat gesagt, dass eine Änderung an diesem Konto nicht von ihm war. Darum ist es eingefroren.',
      what: 'Wenn Sie das waren, öffnen Sie den Link in unserer Nachricht über die Änderung noch einmal und machen Sie dort weiter. Sonst helfen die Leute dieser Seite.',
    },
    'compromised': {
      why: 'Das Konto wurde geschlossen, weil vielleicht jemand anderes darin war.',
      what: 'Wählen Sie ein neues Passwort, dann gehört es wieder Ihnen allein.',
    },
    'expired': { why: 'Ihr Passwort ist abgelaufen.', what: 'Wählen Sie ein neues, dann können Sie sich anmelden.' },
    'disabled': { why: 'Das Konto ist abgeschaltet.', what: 'Die Leute dieser Seite können Ihnen sagen, warum.' },
    'password-changed': {
      why: 'Das Passwort wurde vor nicht langer Zeit geändert.',
      what: 'Wenn Sie das waren, nehmen Sie das neue; ein Gerät kennt vielleicht noch das alte. Wenn nicht, wählen Sie jetzt ein neues.',
    },
    'no-password': {
      why: 'Dieses Konto hat kein Passwort.',
      what: 'Vielleicht haben Sie sich bisher mit einem Passkey oder über einen anderen Dienst angemeldet. Das geht weiterhin, oder Sie wählen jetzt ein Passwort.',
    },
    'nothing-wrong': {
      why: 'Wir haben nichts gefunden, was Sie aussperrt.',
      what: 'Prüfen Sie, ob Sie auf der richtigen Seite sind, ob der Name stimmt und ob Feststelltaste und Tastatursprache wie gewohnt stehen. Tippen Sie das Passwort selbst ein, statt es ausfüllen zu lassen.',
    },
    'directory-unreachable': {
      why: 'Die Seite kann gerade nicht nach Ihrem Konto sehen.',
      what: 'Das liegt nicht an Ihnen. Sehen Sie in ein paar Minuten noch einmal nach.',
    },
  },
  since: (moment) => `Seit ${moment}.`,
  wrongSignIns: (count, moment) => `Gezählt wurden ${count} falsche Passwörter, das letzte am ${moment}.`,
  wrongFrom: (list) => `Sie kamen von: ${list}.`,
  opensAt: (moment) => `Von selbst öffnet sie am ${moment}.`,
  signsInWith: (services) =>
    `Sie können sich mit ${services} anmelden: Nehmen Sie auf der Anmeldeseite die Schaltfläche dafür. Nach einem Passwort wird dort nicht gefragt.`,
  names: (names) => `Sie können sich so anmelden: ${names}.`,
  remedies: { 'unlock': 'Öffnen und mein Passwort behalten', 'new-password': 'Neues Passwort wählen', 'help': 'Einen Menschen fragen' },
  lookAgain: 'Noch einmal nachsehen',
  helpTitle: 'Menschen können helfen',
  helpLead: (site) =>
    `Schreiben Sie den Leuten von ${site}, was geschehen ist. Sie lesen es und antworten an die Adresse, die Sie hier angeben.`,
  helpHalfProven:
    'Ihr Nachweis war richtig. Hier braucht es dazu einen zweiten anderer Art, und dafür ist kein Weg mehr übrig. Deshalb sehen Menschen danach.',
  helpExpect: (site) => `Bis zur Antwort kann es einige Tage dauern. Niemand von ${site} fragt Sie nach einem Passwort oder Code.`,
  helpDirect: 'Sie können sich auch direkt an sie wenden:',
  helpCall: 'Telefonieren Sie gerade mit uns? Zeigen Sie einander Codes',
  helpSend: 'An Menschen senden',
  reference: (reference) => `Ihr Zeichen: ${reference}`,
  caseLook: 'Stand ansehen',
  contactLabel: 'E-Mail-Adresse oder Telefonnummer, unter der wir Sie erreichen',
  contactHint: 'Eine, an die Sie jetzt herankommen. Diese Seite muss sie nicht kennen.',
  contactMissing: 'Schreiben Sie, wo wir Sie erreichen.',
  contactRefused:
    'Dorthin können wir keine Antwort senden. Prüfen Sie es auf Tippfehler: eine E-Mail-Adresse oder eine Mobilnummer mit Ländervorwahl. Stimmt es, geben Sie bitte eine andere an; E-Mail geht überall.',
  whatHappenedLabel: 'Was ist geschehen?',
  whatHappenedHint:
    'Zum Beispiel: ein verlorenes Telefon, eine Adresse, die es nicht mehr gibt. Schreiben Sie keine Passwörter oder Codes.',
  whatHappenedMissing: 'Schreiben Sie in ein oder zwei Sätzen, was geschehen ist.',
  lastSignInLabel: 'Wann und wo haben Sie sich zuletzt angemeldet?',
  lastSignInHint: 'Soweit Sie es wissen. Das Feld darf leer bleiben.',
  evidenceLead:
    'Einige Fragen zu Ihrem Konto. Lassen Sie leer, was Sie nicht wissen: Das ist in Ordnung. Was Sie schreiben, wird nicht behalten, nur wie gut es passt.',
  evidence: {
    'account-made': 'In welchem Jahr wurde Ihr Konto angelegt?',
    'password-changed': 'In welchem Jahr haben Sie Ihr Passwort zuletzt geändert?',
    'last-order': 'Welche Nummer hat Ihre letzte Bestellung oder Rechnung?',
  },
  evidenceMonth: 'Und in welchem Monat?',
  evidenceUnsure: 'Das weiß ich nicht',
}
