/** The words of messages in German. */
import type { MessageTexts } from '../../message-texts.ts'

const minutesLong = (count: number): string => (count === 1 ? 'eine Minute' : `${count} Minuten`)
const nth = (place: number): string => ['erste', 'zweite', 'dritte', 'vierte', 'fünfte'][place - 1] ?? `${place}.`
const daysLong = (count: number): string => (count === 1 ? 'einem Tag' : `${count} Tagen`)

export const de: MessageTexts = {
  direction: 'ltr',
  justNow: 'gerade eben',
  codeSubject: (site) => `Ihr Code für ${site}`,
  codeTitle: (site) => `Zurück in Ihr Konto bei ${site}`,
  codeIntro: 'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:',
  codeUntil: (minutes) => `Er gilt einmal und ${minutesLong(minutes)} lang.`,
  codeOthers: (place, sent, until) =>
    `Das ist der ${nth(place)} Code dieses Versuchs, gesendet am ${sent}. Was vorher kam, gilt auch noch, bis ${until}.`,
  codeSecret: (site) => `Niemand von ${site} fragt Sie jemals nach diesem Code, weder am Telefon noch per Mail oder Chat.`,
  codeNotYou: 'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne diesen Code bleibt Ihr Konto, wie es ist.',
  approvalSubject: (site) => `Sind Sie das? Zurück in Ihr Konto bei ${site}`,
  approvalIntro: 'Öffnen Sie diese Seite, und tippen Sie dort die Zahl ein, die Sie da sehen, wo Sie begonnen haben:',
  approvalSecret: (site) =>
    `Tippen Sie nur die Zahl von Ihrem eigenen Bildschirm. Niemand von ${site} nennt Ihnen je eine, weder am Telefon noch per Mail oder Chat.`,
  approvalNotYou:
    'Wenn Sie das nicht begonnen haben, sagen Sie es auf jener Seite: Dann ist es sofort vorbei. Ohne die Zahl bleibt Ihr Konto, wie es ist.',
  codeDrill: (site) =>
    `Das ist eine Probe. Jemand, der in Ihrem Konto bei ${site} angemeldet ist, hat sie begonnen, und nichts wird sich ändern.`,
  holdTitle: (site) => `Bestätigen Sie, was an Ihrem Konto bei ${site} neu ist`,
  holdNotYou: (site) =>
    `Wenn Sie ihn nicht angefordert haben, ist jemand anders in Ihrem Konto angemeldet und hat einen Weg hinein hinzugefügt. Geben Sie diesen Code niemandem, und sagen Sie es ${site} jetzt.`,
  codeNotMine: (site, url) =>
    `Wenn Sie kein Konto bei ${site} haben, hat jemand Ihre Adresse für seines angegeben. Hier entfernen Sie sie: ${url}`,
  asked: (when, browser) => `Angefordert am ${when}${browser ? `, mit ${browser}` : ''}.`,
  changedSubject: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedTitle: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedIntro: (when) =>
    `Jemand, der sich als Sie ausgewiesen hat, hat am ${when} ein neues Passwort gewählt. Alle Geräte wurden abgemeldet.`,
  changedPasskeys: (site, count) =>
    `${count === 1 ? 'Ein Passkey von vorher meldet' : `${count} Passkeys von vorher melden`} weiterhin an. Sehen Sie auf der Sicherheitsseite Ihres Kontos bei ${site} nach, und entfernen Sie, was nicht Ihnen gehört.`,
  changedNotYou: (site) => `Wenn Sie das nicht waren, sagen Sie ${site} gleich Bescheid.`,
  noticeSubject: (site) => `Zu Ihrem Konto bei ${site}`,
  changeSubject: (site) => `Eine Änderung an Ihrem Konto bei ${site}`,
  notices: {
    'locked': (site) =>
      `Jemand von ${site} hat Ihr Konto gesperrt. Solange es gesperrt ist, kann sich niemand anmelden oder es zurückholen.`,
    'unlocked': (site) => `Jemand von ${site} hat Ihr Konto entsperrt. Ihr Passwort ist dasselbe wie vorher.`,
    'disabled': (site) => `Jemand von ${site} hat Ihr Konto abgeschaltet. Niemand kann sich anmelden.`,
    'enabled': (site) => `Jemand von ${site} hat Ihr Konto wieder eingeschaltet. Ihr Passwort ist dasselbe wie vorher.`,
    'signed-out': (site) => `Jemand von ${site} hat Sie überall abgemeldet. Ihr Passwort ist dasselbe wie vorher.`,
    'codes-voided': (site) =>
      `Jemand von ${site} hat die Codes ungültig gemacht, die Ihnen geschickt wurden. Fordern Sie bei Bedarf einen neuen an.`,
    'limits-lifted': (site) =>
      `Jemand von ${site} hat dafür gesorgt, dass Ihnen wieder Codes geschickt werden können. Ihr Passwort ist dasselbe wie vorher.`,
    'recovery-offered': (site) =>
      `Jemand von ${site} zeigt Ihnen den Weg zurück in Ihr Konto. Nichts wurde geändert; wenn Sie ein neues Passwort wollen, öffnen Sie diese Seite und fordern Sie dort einen Code an.`,
    'destination-removed': (site) =>
      `Jemand von ${site} hat eine der Adressen Ihres Kontos entfernt: Dorthin gehen keine Codes mehr. Wenn das nicht mit Ihnen abgesprochen war, sagen Sie gleich Bescheid.`,
    'unlocked-by-owner': (site) =>
      `Die Anmeldung bei ${site} war nach falschen Passwörtern geschlossen. Jemand, der sich als Sie ausgewiesen hat, hat sie wieder geöffnet. Ihr Passwort ist dasselbe wie vorher.`,
    'shut-by-owner': (site) =>
      `Jemand, der sich als Sie ausgewiesen hat, hat ${site} gemeldet, dass vielleicht jemand anderes in Ihrem Konto ist. Alle Geräte wurden abgemeldet, und bis es ein neues Passwort gibt, kann sich niemand anmelden.`,
    'saved-codes-made': (site) =>
      `Für Ihr Konto bei ${site} wurden neue Notfallcodes gemacht. Ältere gelten nicht mehr. Mit einem davon kommt man in das Konto.`,
    'saved-codes-removed': (site) => `Die Notfallcodes Ihres Kontos bei ${site} wurden entfernt. Sie gelten nicht mehr.`,
    'saved-code-used': (site) =>
      `Mit einem Ihrer Notfallcodes hat sich jemand für Ihr Konto bei ${site} ausgewiesen. Er gilt nicht mehr: Streichen Sie ihn durch, und machen Sie neue, bevor sie ausgehen.`,
    'totp-set-up': (site) =>
      `Für Ihr Konto bei ${site} wurde eine Authenticator-App eingerichtet. Gab es vorher eine, gilt sie nicht mehr. Mit ihr kommt man in das Konto.`,
    'totp-removed': (site) => `Die Authenticator-App Ihres Kontos bei ${site} wurde entfernt. Ihre Codes gelten nicht mehr.`,
    'passkey-made': (site) =>
      `Jemand, der sich als Sie ausgewiesen hat, hat für Ihr Konto bei ${site} einen Passkey angelegt, anstelle des Passworts. Das alte Passwort gilt nicht mehr, und alle wurden abgemeldet.`,
    'passkey-added': (site) => `Zu Ihrem Konto bei ${site} kam ein Passkey hinzu. Mit ihm kommt man in das Konto.`,
    'passkey-removed': (site) => `Ein Passkey Ihres Kontos bei ${site} wurde entfernt. Er gilt nicht mehr.`,
    'totp-guessed': (site) =>
      `Jemand hat viele falsche Codes Ihrer Authenticator-App eingegeben, um in Ihr Konto bei ${site} zu kommen, ohne sonst etwas zu beweisen. Bis sie wieder einmal richtig benutzt wird, zählen ihre Codes nur nach einem anderen Nachweis, etwa einem Code per Mail.`,
    'totp-stopped': (site) =>
      `Jemand, der schon etwas bewiesen hatte, etwa dass er Ihre Mails liest, hat zu viele falsche Codes der Authenticator-App Ihres Kontos bei ${site} eingegeben. Die App beweist nichts mehr. Richten Sie sie auf Ihrer Sicherheitsseite neu ein. Waren Sie es nicht, liest jemand anders Ihre Nachrichten: Ändern Sie das Passwort Ihres Postfachs.`,
    'passkey-copied': (site) =>
      `Ein Passkey Ihres Kontos bei ${site} wurde benutzt und abgelehnt: Er zählte, als wäre er kopiert worden. Entfernen Sie ihn, und fügen Sie einen neuen hinzu. Wenn Sie ihn nicht benutzt haben, hat vielleicht jemand eine Kopie.`,
    'attempt-denied': (site) =>
      `Jemand wollte zurück in Ihr Konto bei ${site}. Wer danach gefragt wurde, per Mail oder auf einem angemeldeten Gerät, hat gesagt, dass er es nicht war, und der Versuch wurde beendet. Geändert wurde nichts.`,
    'device-approved': (site) =>
      `Auf einem Gerät, das in Ihrem Konto bei ${site} angemeldet ist, hat jemand gesagt, dass ein Versuch zurückzukommen sein eigener ist. Damit kann er weitermachen und ein neues Passwort wählen. Waren Sie es nicht, benutzt jemand anders dieses Gerät oder Ihre Anmeldung: Sagen Sie es ${site} jetzt.`,
    'hold-ended': (site) =>
      `Etwas Neues an Ihrem Konto bei ${site}, eine Adresse oder ein Nachweis, gilt von jetzt an: Jemand, der angemeldet ist, hat es durch etwas bestätigt, das vorher da war.`,
    'recovery-held': (site) =>
      `Jemand, der diese Adresse liest, möchte zurück in Ihr Konto bei ${site}. Sie ist die einzige Adresse des Kontos, deshalb wartet das. Waren Sie es selbst, müssen Sie jetzt nichts tun. Wenn nicht: Melden Sie sich an und geben Sie dem Konto ein anderes Passwort und eine andere Adresse, dann ist es zu Ende. Und kümmern Sie sich um diese Adresse: Vielleicht liest jemand anders mit.`,
    'frozen-by-owner': (site) =>
      `Jemand hat den Link in unserer Nachricht über eine Änderung an Ihrem Konto bei ${site} geöffnet und gesagt, dass sie nicht von ihm war. Alle wurden abgemeldet, und niemand kommt hinein, bis eine Adresse von vor der Änderung bewiesen hat, wem das Konto gehört.`,
    'restored-by-owner': (site) =>
      `Jemand, der sich mit einer älteren Adresse als Sie ausgewiesen hat, hat die letzten Änderungen an Ihrem Konto bei ${site} rückgängig gemacht. Namen und Adressen sind wieder wie vorher, es gibt ein neues Passwort, und alle wurden abgemeldet.`,
    'addresses-changed': (site) => `Die Namen oder Adressen Ihres Kontos wurden bei ${site} geändert.`,
    'password-replaced': (site) => `Das Passwort Ihres Kontos wurde bei ${site} geändert.`,
    'contact-invited': (site) =>
      `Jemand wurde eingeladen, Vertrauensperson Ihres Kontos bei ${site} zu sein. Sie zählt, sobald sie Ja gesagt hat, und nicht vor Ablauf der Wartezeit für Neues.`,
    'contact-accepted': (site) =>
      `Jemand hat Ja dazu gesagt, Vertrauensperson Ihres Kontos bei ${site} zu sein. Ab der Zeit, die Ihre Sicherheitsseite zeigt, kann sie helfen, hineinzukommen.`,
    'contact-removed': (site) =>
      `Eine Vertrauensperson Ihres Kontos bei ${site} wurde entfernt. Sie kann nicht mehr helfen, hineinzukommen.`,
    'contact-left': (site) =>
      `Jemand möchte nicht oder nicht mehr Vertrauensperson Ihres Kontos bei ${site} sein und kann nicht mehr helfen. Sehen Sie nach, ob die übrigen genügen.`,
    'contacts-asked': (site) =>
      `Die Vertrauenspersonen Ihres Kontos bei ${site} werden gerade gebeten, jemanden hineinzulassen. Wenn Sie das nicht sind, rufen Sie sie jetzt an: Niemand soll einen Code vorlesen. Hier können Sie es anhalten:`,
    'contacts-proved': (site) =>
      `Ihre Vertrauenspersonen haben ihre Codes vorgelesen, und damit hat sich jemand bei ${site} als Sie ausgewiesen. Nun kann diese Person ein neues Passwort wählen.`,
    'contacts-denied': (site) =>
      `Ein Versuch, über Ihre Vertrauenspersonen in Ihr Konto bei ${site} zu kommen, wurde angehalten: Eine von ihnen, oder jemand, der Ihre Post liest, fand ihn verdächtig. Nichts wurde geändert.`,
    'address-disowned': (site) =>
      `Jemand, der die Mail einer der Adressen Ihres Kontos bei ${site} liest, sagt, dass es nicht sein Konto ist. Diese Adresse wurde entfernt: Dorthin geht kein Code mehr.`,
  },
  undo: (days) =>
    `Waren Sie das nicht? Öffnen Sie innerhalb von ${daysLong(days)} diese Seite und drücken Sie dort den Knopf: Niemand kommt mehr in das Konto, bis Sie bewiesen haben, dass es Ihres ist, und dann wird die Änderung rückgängig gemacht.`,
  undoShort: (url) => `Nicht Sie? Hier anhalten: ${url}`,
  noticeWhen: (when) => `Das geschah am ${when}.`,
  noticeHeld: (when) =>
    `Was neu ist, gilt nicht vor ${when}: Bis dahin kommt niemand damit hinein, falls es von einem Dieb stammt, und was vorher da war, gilt weiter. Etwas Älteres anderer Art, etwa ein Notfallcode, kann es meist früher bestätigen, dort, wo Sie Ihre Wege zurück verwalten.`,
  recoveryGoesOn: (when) => `Vor ${when} geht nichts weiter.`,
  caseSubject: (site) => `Ihre Anfrage an ${site}`,
  caseAnswers: {
    'go-on': (site, origin) =>
      `Die Leute von ${site} haben es sich angesehen. Gehen Sie zu ${origin} und beginnen Sie dort neu: Sie kommen jetzt wieder hinein.`,
    'get-in-touch': (site) =>
      `Die Leute von ${site} haben es sich angesehen und müssen mit Ihnen sprechen. Bitte melden Sie sich dort, und halten Sie Ihr Zeichen bereit.`,
    'refused': (site) =>
      `Die Leute von ${site} haben es sich angesehen und konnten nicht sicher feststellen, dass das Konto Ihnen gehört. Nichts wurde geändert.`,
  },
  caseAppeal: (url) => `Sie können noch einmal anfragen, dann entscheiden andere: ${url}`,
  accessAsked: (site) =>
    `Jemand hat den Leuten von ${site} gesagt, dass dieses Konto ihm gehört und dass er sich auf keinem anderen Weg ausweisen kann. Zwei von ihnen haben es geprüft und wollen ihn ein neues Passwort wählen lassen.`,
  accessGoesOn: (when) => `Ab ${when} geht es weiter. Wenn Sie selbst angefragt haben, müssen Sie nichts tun.`,
  accessDeny: (url) => `Wenn Sie das nicht waren, halten Sie es hier auf: ${url}`,
  accessGiven: (site) => `Die Leute von ${site} haben es geprüft und lassen Sie wieder in Ihr Konto. Wählen Sie hier ein neues Passwort:`,
  accessUntil: (when) => `Der Link gilt einmal, bis ${when}. Geben Sie ihn niemandem, auch nicht Leuten, die sagen, sie seien vom Support.`,
  caseAsked: (when) => `Sie haben am ${when} angefragt. Niemand fragt Sie jemals nach einem Passwort oder Code.`,
  contactInviteSubject: (whose, site) => `Möchten Sie Vertrauensperson von ${whose} bei ${site} sein?`,
  contactInvite: (whose, site) =>
    `Wem das Konto ${whose} bei ${site} gehört, hätte Sie gern als Vertrauensperson: als jemanden, der hilft, wenn der Weg ins Konto versperrt ist.`,
  contactInviteMeans:
    'Kommt dieser Tag, dann ruft diese Person Sie an oder kommt zu Ihnen, und Sie lesen ihr einen Code vor. Sie sehen vom Konto nur den Namen und kommen nicht hinein. Sie selbst brauchen kein Konto.',
  contactInviteOpen: (url, days) => `Sagen Sie hier innerhalb von ${daysLong(days)} Ja oder Nein: ${url}`,
  contactInviteNo: 'Wenn Sie diesen Namen nicht kennen, tun Sie nichts: Dann geschieht nichts, und Ihre Adresse wird vergessen.',
  contactAskSubject: (whose, site) => `Braucht ${whose} Ihre Hilfe, um bei ${site} hineinzukommen?`,
  contactAsk: (whose, site) =>
    `Jemand sagt, dass ihm das Konto ${whose} bei ${site} gehört, möchte wieder hinein und nennt Sie als Vertrauensperson.`,
  contactAskOpen: (url) =>
    `Wenn diese Person Sie angerufen hat oder vor Ihnen steht und Sie sicher wissen, dass sie es ist, öffnen Sie diese Seite: ${url}`,
  contactAskWarn: (site) =>
    `Niemand von ${site} ruft Sie deswegen jemals an. Eine Nachricht genügt nicht, von wem auch immer sie zu sein scheint. Wenn jemand anders Sie fragt oder drängt, sagen Sie es auf dieser Seite.`,
  contactAskUntil: (when) => `Die Seite gilt bis ${when}.`,
  contactLeave: (url) => `Wenn Sie keine Vertrauensperson mehr sein möchten: ${url}`,
  reminderSubject: (site) => `Ein weiterer Weg zurück in Ihr Konto bei ${site}`,
  reminderLead: (site) =>
    `Wenn Ihnen nur eines verloren ginge, etwa das Telefon oder dieses Postfach, kämen Sie vielleicht nicht mehr in Ihr Konto bei ${site}. Ein weiterer Weg ist in einer Minute eingerichtet, solange Sie sich noch anmelden können.`,
  reminderWhere: (origin) =>
    `Gehen Sie selbst zu ${origin}, melden Sie sich an wie immer, und suchen Sie ihn dort bei der Sicherheit Ihres Kontos. Diese Mail hat keinen Link zum Anmelden, und niemand fragt Sie nach einem Passwort oder einem Code.`,
  reminderStop: (url) => `Sie möchten keine Erinnerungen mehr: ${url}`,
  contact: (how) => `So erreichen Sie die Leute dort: ${how}`,
  receipt: (url) => `Ihr Beleg dafür, dass diese Änderung so im Protokoll steht, wie sie geschehen ist: ${url}`,
  sms: (site, code, minutes) => `${code} ist Ihr Code für ${site}, ${minutesLong(minutes)} lang. Niemand von ${site} fragt Sie danach.`,
  smsPlace: (place) => `Es ist der ${nth(place)} dieses Versuchs.`,
  smsDrill: (site) => `Das ist eine Probe für Ihr Konto bei ${site}: Nichts wird sich ändern.`,
  smsChanged: (site) => `Ihr Passwort bei ${site} wurde geändert. Nicht Sie? Sagen Sie ${site} gleich Bescheid.`,
}
