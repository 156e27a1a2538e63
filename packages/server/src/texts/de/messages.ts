/** Emails and text messages in German. */
import type { MessageTexts } from '../contract/message-texts.ts'

const minutesLong = (count: number): string => (count === 1 ? 'eine Minute' : `${count} Minuten`)
const nth = (place: number): string => ['erste', 'zweite', 'dritte', 'vierte', 'fünfte'][place - 1] ?? `${place}.`
const daysLong = (count: number): string => (count === 1 ? 'einem Tag' : `${count} Tagen`)

export const messages: MessageTexts = {
  codeSubject: (site) => `Ihr Bestätigungscode für ${site}`,
  codeTitle: (site) => `Zurück in Ihr Konto bei ${site}`,
  codeIntro: 'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:',
  codeUntil: (minutes) => `Er gilt einmal und ${minutesLong(minutes)} lang.`,
  codeOthers: (place, sent, until) =>
    `Das ist der ${nth(place)} Code dieses Versuchs, gesendet am ${sent}. Früher gesendete Codes gelten weiterhin, bis ${until}.`,
  codeSecret: (site) => `${site} fragt Sie nie nach diesem Code, weder am Telefon noch per E-Mail oder Chat.`,
  codeNotYou: 'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun. Ohne den Code ändert sich nichts.',
  approvalSubject: (site) => `Möchten Sie zurück in Ihr Konto bei ${site}?`,
  approvalIntro: 'Öffnen Sie diese Seite, und geben Sie dort die Zahl ein, die auf dem Bildschirm steht, an dem Sie begonnen haben:',
  approvalSecret: (site) =>
    `Geben Sie nur die Zahl von Ihrem eigenen Bildschirm ein. ${site} nennt Ihnen nie eine Zahl, weder am Telefon noch per E-Mail oder Chat.`,
  approvalNotYou: 'Wenn Sie das nicht begonnen haben, beenden Sie den Versuch auf dieser Seite. Ohne die Zahl ändert sich nichts.',
  codeDrill: (site) =>
    `Das ist eine Probe. Jemand, der in Ihrem Konto bei ${site} angemeldet ist, hat sie gestartet. Es ändert sich nichts.`,
  holdTitle: (site) => `Bestätigen Sie, was an Ihrem Konto bei ${site} neu ist`,
  holdNotYou: (site) =>
    `Wenn Sie ihn nicht angefordert haben, ist jemand anders in Ihrem Konto angemeldet und hat einen neuen Zugang hinzugefügt. Geben Sie diesen Code nicht weiter, und wenden Sie sich sofort an ${site}.`,
  codeNotMine: (site, url) =>
    `Wenn Sie kein Konto bei ${site} haben, hat jemand Ihre Adresse für ein anderes Konto angegeben. Hier entfernen Sie Ihre Adresse: ${url}`,
  asked: (when, browser) => `Angefordert am ${when}${browser ? `, mit ${browser}` : ''}.`,
  changedSubject: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedTitle: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedIntro: (when) => `Am ${when} wurde über die Kontowiederherstellung ein neues Passwort gesetzt. Alle Geräte wurden abgemeldet.`,
  changedPasskeys: (site, count) =>
    count === 1
      ? `Ein vorhandener Passkey funktioniert weiterhin. Prüfen Sie ihn auf der Sicherheitsseite Ihres Kontos bei ${site}, und entfernen Sie ihn, wenn er nicht Ihnen gehört.`
      : `${count} vorhandene Passkeys funktionieren weiterhin. Prüfen Sie sie auf der Sicherheitsseite Ihres Kontos bei ${site}, und entfernen Sie alle, die nicht Ihnen gehören.`,
  changedNotYou: (site) => `Wenn Sie das nicht waren, wenden Sie sich sofort an ${site}.`,
  noticeSubject: (site) => `Zu Ihrem Konto bei ${site}`,
  changeSubject: (site) => `Eine Änderung an Ihrem Konto bei ${site}`,
  notices: {
    'locked': (site) =>
      `Der Support von ${site} hat Ihr Konto gesperrt. Solange es gesperrt ist, kann sich niemand anmelden oder das Konto wiederherstellen.`,
    'unlocked': (site) => `Der Support von ${site} hat Ihr Konto entsperrt. Ihr Passwort hat sich nicht geändert.`,
    'disabled': (site) => `Der Support von ${site} hat Ihr Konto deaktiviert. Niemand kann sich anmelden.`,
    'enabled': (site) => `Der Support von ${site} hat Ihr Konto wieder aktiviert. Ihr Passwort hat sich nicht geändert.`,
    'signed-out': (site) => `Der Support von ${site} hat Sie auf allen Geräten abgemeldet. Ihr Passwort hat sich nicht geändert.`,
    'codes-voided': (site) =>
      `Der Support von ${site} hat die Codes ungültig gemacht, die Ihnen geschickt wurden. Fordern Sie bei Bedarf einen neuen an.`,
    'limits-lifted': (site) =>
      `Der Support von ${site} hat dafür gesorgt, dass Ihnen wieder Codes geschickt werden können. Ihr Passwort hat sich nicht geändert.`,
    'recovery-offered': (site) =>
      `Der Support von ${site} empfiehlt Ihnen, Ihr Konto selbst wiederherzustellen. Geändert wurde nichts. Wenn Sie ein neues Passwort setzen möchten, öffnen Sie diese Seite und fordern Sie dort einen Code an:`,
    'destination-removed': (site) =>
      `Der Support von ${site} hat eine der Adressen Ihres Kontos entfernt. Dorthin werden keine Codes mehr geschickt. Wenn das nicht mit Ihnen abgesprochen war, melden Sie sich dort sofort.`,
    'unlocked-by-owner': (site) =>
      `Die Anmeldung bei Ihrem Konto bei ${site} war nach zu vielen falschen Passwörtern gesperrt. Sie wurde über die Kontowiederherstellung entsperrt. Ihr Passwort hat sich nicht geändert.`,
    'shut-by-owner': (site) =>
      `Jemand, der sich als Inhaber des Kontos ausgewiesen hat, hat ${site} gemeldet, dass vielleicht jemand anders in Ihrem Konto ist. Alle Geräte wurden abgemeldet. Bis ein neues Passwort gesetzt ist, kann sich niemand anmelden.`,
    'saved-codes-made': (site) =>
      `Für Ihr Konto bei ${site} wurden neue Notfallcodes erstellt. Ältere gelten nicht mehr. Mit jedem neuen Code kommt man in das Konto.`,
    'saved-codes-removed': (site) => `Die Notfallcodes Ihres Kontos bei ${site} wurden entfernt. Sie gelten nicht mehr.`,
    'saved-code-used': (site) =>
      `Mit einem Ihrer Notfallcodes wurde Ihr Konto bei ${site} wiederhergestellt. Er gilt nicht mehr: Streichen Sie ihn durch, und erstellen Sie neue, bevor sie ausgehen.`,
    'totp-set-up': (site) =>
      `Für Ihr Konto bei ${site} wurde eine Authenticator-App eingerichtet. Gab es vorher eine, gilt sie nicht mehr. Mit der neuen App kommt man in das Konto.`,
    'totp-removed': (site) => `Die Authenticator-App Ihres Kontos bei ${site} wurde entfernt. Ihre Codes gelten nicht mehr.`,
    'passkey-made': (site) =>
      `Für Ihr Konto bei ${site} wurde über die Kontowiederherstellung ein Passkey anstelle des Passworts angelegt. Das alte Passwort gilt nicht mehr, und alle Geräte wurden abgemeldet.`,
    'passkey-added': (site) => `Zu Ihrem Konto bei ${site} wurde ein Passkey hinzugefügt. Mit ihm kommt man in das Konto.`,
    'passkey-removed': (site) => `Ein Passkey Ihres Kontos bei ${site} wurde entfernt. Er gilt nicht mehr.`,
    'totp-guessed': (site) =>
      `Jemand hat viele falsche Codes Ihrer Authenticator-App eingegeben, um in Ihr Konto bei ${site} zu kommen, ohne einen anderen Nachweis. Ab jetzt zählen ihre Codes nur nach einem anderen Nachweis, etwa einem Code per E-Mail. Das endet, sobald die App wieder mit einem richtigen Code benutzt wird.`,
    'totp-stopped': (site) =>
      `Jemand, der schon einen anderen Nachweis erbracht hatte, etwa Zugriff auf Ihre E-Mails, hat zu viele falsche Codes der Authenticator-App Ihres Kontos bei ${site} eingegeben. Mit der App lässt sich das Konto nicht mehr wiederherstellen. Richten Sie sie auf Ihrer Sicherheitsseite neu ein. Wenn Sie das nicht waren, kann jemand anders Ihre Nachrichten lesen: Ändern Sie das Passwort Ihres Postfachs.`,
    'passkey-copied': (site) =>
      `Ein Passkey Ihres Kontos bei ${site} wurde abgelehnt, weil er kopiert sein könnte. Entfernen Sie ihn, und fügen Sie einen neuen hinzu. Wenn Sie ihn nicht benutzt haben, hat vielleicht jemand eine Kopie.`,
    'attempt-denied': (site) =>
      `Jemand hat versucht, Ihr Konto bei ${site} wiederherzustellen. Per E-Mail oder auf einem angemeldeten Gerät kam die Antwort, dass es nicht der Inhaber war, und der Versuch wurde beendet. Geändert wurde nichts.`,
    'device-approved': (site) =>
      `Auf einem Gerät, das in Ihrem Konto bei ${site} angemeldet ist, hat jemand einen Versuch bestätigt, das Konto wiederherzustellen. Jetzt kann ein neues Passwort gesetzt werden. Wenn Sie das nicht waren, benutzt jemand anders dieses Gerät oder Ihre Anmeldung: Wenden Sie sich sofort an ${site}.`,
    'hold-ended': (site) =>
      `Eine neue Adresse oder ein neuer Nachweis Ihres Kontos bei ${site} gilt ab jetzt: Jemand, der angemeldet ist, hat es mit etwas Älterem bestätigt.`,
    'recovery-held': (site) =>
      `Jemand, der diese Adresse liest, möchte Ihr Konto bei ${site} wiederherstellen. Ihr Konto hat keine andere Adresse, deshalb muss die Wiederherstellung warten. Wenn Sie das waren, müssen Sie jetzt nichts tun. Wenn nicht, melden Sie sich an, ändern Sie Ihr Passwort und ersetzen Sie diese Adresse: Das beendet die Wiederherstellung. Vielleicht liest jemand anders mit, was hier ankommt. Sichern Sie deshalb auch diese Adresse.`,
    'frozen-by-owner': (site) =>
      `Jemand hat den Link in unserer Nachricht über eine Änderung an Ihrem Konto bei ${site} geöffnet und angegeben, dass die Änderung nicht von ihm stammt. Alle Geräte wurden abgemeldet. Niemand kommt hinein, bis jemand mit einer Adresse von vor der Änderung nachweist, dass ihm das Konto gehört.`,
    'restored-by-owner': (site) =>
      `Jemand hat sich mit einer Adresse von vor den letzten Änderungen als Inhaber Ihres Kontos bei ${site} ausgewiesen und diese Änderungen rückgängig gemacht. Namen und Adressen sind wieder wie vorher, ein neues Passwort wurde gesetzt, und alle Geräte wurden abgemeldet.`,
    'addresses-changed': (site) => `Die Namen oder Adressen Ihres Kontos wurden bei ${site} geändert.`,
    'password-replaced': (site) => `Das Passwort Ihres Kontos wurde bei ${site} geändert.`,
    'contact-invited': (site) =>
      `Jemand wurde eingeladen, Vertrauensperson Ihres Kontos bei ${site} zu sein. Die Person wird aktiv, sobald sie zugestimmt hat und die Wartezeit vorbei ist.`,
    'contact-accepted': (site) =>
      `Jemand hat die Einladung angenommen, Vertrauensperson Ihres Kontos bei ${site} zu sein. Ab dem Datum auf Ihrer Sicherheitsseite kann die Person helfen, das Konto wiederherzustellen.`,
    'contact-removed': (site) =>
      `Eine Vertrauensperson Ihres Kontos bei ${site} wurde entfernt. Sie kann nicht mehr helfen, das Konto wiederherzustellen.`,
    'contact-left': (site) =>
      `Jemand möchte nicht oder nicht mehr Vertrauensperson Ihres Kontos bei ${site} sein und kann nicht helfen, es wiederherzustellen. Prüfen Sie, ob die übrigen Vertrauenspersonen genügen.`,
    'contacts-asked': (site) =>
      `Die Vertrauenspersonen Ihres Kontos bei ${site} werden gerade gebeten, jemanden hineinzulassen. Wenn Sie das nicht sind, rufen Sie sie sofort an und bitten Sie sie, keinen Code vorzulesen. Hier können Sie den Versuch beenden:`,
    'contacts-proved': (site) =>
      `Ihre Vertrauenspersonen haben ihre Codes vorgelesen, und jemand hat sich damit als Inhaber Ihres Kontos bei ${site} ausgewiesen. Jetzt kann ein neues Passwort gesetzt werden.`,
    'contacts-denied': (site) =>
      `Ein Versuch, Ihr Konto bei ${site} über Ihre Vertrauenspersonen wiederherzustellen, wurde beendet. Eine von ihnen oder jemand, der Ihre E-Mails liest, hat ihn gemeldet. Geändert wurde nichts.`,
    'address-disowned': (site) =>
      `Jemand, der eine der Adressen Ihres Kontos bei ${site} liest, hat angegeben, dass das Konto nicht ihm gehört. Die Adresse wurde entfernt, und dorthin werden keine Codes mehr geschickt.`,
  },
  undo: (days) =>
    `Wenn Sie das nicht waren, öffnen Sie innerhalb von ${daysLong(days)} diese Seite, und drücken Sie dort auf die Schaltfläche. Das Konto wird dann eingefroren: Niemand kommt hinein, bis Sie nachgewiesen haben, dass es Ihnen gehört. Danach wird die Änderung rückgängig gemacht.`,
  undoShort: (url) => `Nicht Sie? Hier anhalten: ${url}`,
  noticeWhen: (when) => `Das geschah am ${when}.`,
  noticeHeld: (when) =>
    `Neues gilt erst ab ${when}. Bis dahin kommt niemand damit hinein, falls es von einem Dieb stammt. Was Sie vorher hatten, gilt weiterhin. Meist können Sie es auf Ihrer Sicherheitsseite früher bestätigen, mit etwas Älterem anderer Art, etwa einem Notfallcode.`,
  recoveryGoesOn: (when) => `Die Wiederherstellung geht frühestens am ${when} weiter.`,
  caseSubject: (site) => `Ihre Anfrage an ${site}`,
  caseAnswers: {
    'go-on': (site, origin) =>
      `Der Support von ${site} hat Ihre Anfrage geprüft. Sie können Ihr Konto jetzt wiederherstellen: Gehen Sie zu ${origin}, und beginnen Sie dort neu.`,
    'get-in-touch': (site) =>
      `Der Support von ${site} hat Ihre Anfrage geprüft und muss mit Ihnen sprechen. Bitte melden Sie sich dort, und halten Sie Ihre Vorgangsnummer bereit.`,
    'refused': (site) =>
      `Der Support von ${site} hat Ihre Anfrage geprüft und konnte nicht feststellen, dass das Konto Ihnen gehört. Geändert wurde nichts.`,
  },
  caseAppeal: (url) => `Sie können einmal Widerspruch einlegen, dann entscheiden andere: ${url}`,
  accessAsked: (site) =>
    `Jemand hat dem Support von ${site} gesagt, dass dieses Konto ihm gehört und dass er das auf keinem anderen Weg nachweisen kann. Zwei Personen aus dem Support haben die Anfrage geprüft und wollen ihn ein neues Passwort setzen lassen.`,
  accessGoesOn: (when) => `Das ist ab ${when} möglich. Wenn die Anfrage von Ihnen ist, müssen Sie nichts tun.`,
  accessDeny: (url) => `Wenn Sie das nicht waren, halten Sie es hier an: ${url}`,
  accessGiven: (site) => `Der Support von ${site} hat Ihre Anfrage geprüft und ihr zugestimmt. Setzen Sie hier ein neues Passwort:`,
  accessUntil: (when) =>
    `Der Link gilt einmal, bis ${when}. Geben Sie ihn nicht weiter, auch nicht an Personen, die angeblich vom Support sind.`,
  caseAsked: (when) => `Ihre Anfrage ist vom ${when}. Niemand fragt Sie jemals nach einem Passwort oder Code.`,
  contactInviteSubject: (whose, site) => `Möchten Sie Vertrauensperson von ${whose} bei ${site} sein?`,
  contactInvite: (whose, site) =>
    `Wem das Konto ${whose} bei ${site} gehört, hätte Sie gern als Vertrauensperson. Vertrauenspersonen helfen, wenn der Inhaber nicht mehr in sein Konto kommt.`,
  contactInviteMeans:
    'In diesem Fall ruft die Person Sie an oder trifft Sie, und Sie lesen ihr einen Code vor. Sie sehen vom Konto nur den Namen und kommen nicht hinein. Sie selbst brauchen kein Konto.',
  contactInviteOpen: (url, days) => `Hier können Sie innerhalb von ${daysLong(days)} zustimmen oder ablehnen: ${url}`,
  contactInviteNo: 'Wenn Sie diesen Namen nicht kennen, müssen Sie nichts tun. Dann geschieht nichts, und Ihre Adresse wird gelöscht.',
  contactAskSubject: (whose, site) => `Braucht ${whose} Ihre Hilfe, um bei ${site} hineinzukommen?`,
  contactAsk: (whose, site) =>
    `Jemand sagt, dass ihm das Konto ${whose} bei ${site} gehört, und möchte es wiederherstellen. Sie sind Vertrauensperson dieses Kontos.`,
  contactAskOpen: (url) =>
    `Wenn die Person Sie angerufen hat oder bei Ihnen ist und Sie sicher sind, dass sie es ist, öffnen Sie diese Seite: ${url}`,
  contactAskWarn: (site) =>
    `${site} ruft Sie deswegen nie an. Eine Nachricht genügt nicht, egal von wem sie zu kommen scheint. Wenn jemand anders Sie fragt oder drängt, melden Sie es auf dieser Seite.`,
  contactAskUntil: (when) => `Die Seite gilt bis ${when}.`,
  contactLeave: (url) => `Wenn Sie keine Vertrauensperson mehr sein möchten: ${url}`,
  reminderSubject: (site) => `Richten Sie einen weiteren Weg in Ihr Konto bei ${site} ein`,
  reminderLead: (site) =>
    `Wenn Ihnen nur eines verloren geht, etwa Ihr Telefon oder dieses Postfach, können Sie Ihr Konto bei ${site} vielleicht nicht wiederherstellen. Ein weiterer Weg ist in einer Minute eingerichtet, solange Sie sich noch anmelden können.`,
  reminderWhere: (origin) =>
    `Gehen Sie selbst zu ${origin}, melden Sie sich an wie immer, und öffnen Sie die Sicherheitseinstellungen Ihres Kontos. Diese E-Mail enthält keinen Link zum Anmelden, und niemand fragt Sie nach einem Passwort oder Code.`,
  reminderStop: (url) => `Erinnerungen abbestellen: ${url}`,
  contact: (how) => `So erreichen Sie den Support: ${how}`,
  receipt: (url) => `Ihr Beleg dafür, dass diese Änderung im Protokoll steht: ${url}`,
  sms: (site, code, minutes) => `${code} ist Ihr Code für ${site}, gültig für ${minutesLong(minutes)}. ${site} fragt Sie nie danach.`,
  smsPlace: (place) => `Es ist der ${nth(place)} Code dieses Versuchs.`,
  smsDrill: (site) => `Das ist eine Probe für Ihr Konto bei ${site}: Es ändert sich nichts.`,
  smsChanged: (site) => `Ihr Passwort bei ${site} wurde geändert.`,
}
