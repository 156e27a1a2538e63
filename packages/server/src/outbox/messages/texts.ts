/** The words of messages, in each language; a missing one fails the compiler. Plain, short, calm, and never blaming. */
import type { AccountChange, CaseAnswer } from '../message.ts'

export interface MessageTexts {
  direction: 'ltr' | 'rtl'
  codeSubject(site: string): string
  codeTitle(site: string): string
  codeIntro: string
  codeUntil(minutes: number): string
  codeSecret(site: string): string
  codeNotYou: string
  codeNotMine(site: string, url: string): string
  asked(when: string, browser: string | undefined): string
  changedSubject(site: string): string
  changedTitle(site: string): string
  changedIntro(when: string): string
  changedNotYou(site: string): string
  noticeSubject(site: string): string
  /** Somebody of the site, or the owner, did this: what it means for the reader. */
  notices: Record<AccountChange, (site: string) => string>
  /** Stands above the link by which a change is undone. */
  undo(days: number): string
  undoShort(url: string): string
  noticeWhen(when: string): string
  caseSubject(site: string): string
  caseAnswers: Record<CaseAnswer, (site: string, origin: string) => string>
  caseAsked(when: string): string
  caseAppeal(url: string): string
  /** Two people of the site agreed to let somebody in: what it means, until when it can be stopped, and how. */
  accessAsked(site: string): string
  accessGoesOn(when: string): string
  accessDeny(url: string): string
  accessGiven(site: string): string
  accessUntil(when: string): string
  contact(how: string): string
  receipt(url: string): string
  sms(site: string, code: string, minutes: number): string
  smsChanged(site: string): string
}

const en: MessageTexts = {
  direction: 'ltr',
  codeSubject: (site) => `Your code for ${site}`,
  codeTitle: (site) => `Get back into your ${site} account`,
  codeIntro: 'Type this code into the page where you asked for it:',
  codeUntil: (minutes) => `It works once, for ${minutes} minutes.`,
  codeSecret: (site) => `Nobody from ${site} will ever ask you for this code, by phone, mail or chat.`,
  codeNotYou: 'If you did not ask for it, you need not do anything: without this code your account stays as it is.',
  codeNotMine: (site, url) => `If you have no account at ${site}, somebody gave your address for theirs. Take it off here: ${url}`,
  asked: (when, browser) => `Asked for on ${when}${browser ? `, from ${browser}` : ''}.`,
  changedSubject: (site) => `Your ${site} password was changed`,
  changedTitle: (site) => `Your ${site} password was changed`,
  changedIntro: (when) => `Somebody who proved to be you chose a new password on ${when}. Everybody was signed out.`,
  changedNotYou: (site) => `If that was not you, tell ${site} now.`,
  noticeSubject: (site) => `About your ${site} account`,
  notices: {
    'locked': (site) => `Somebody at ${site} locked your account. While it is locked, nobody can sign in or get it back.`,
    'unlocked': (site) => `Somebody at ${site} unlocked your account. Your password is what it was.`,
    'disabled': (site) => `Somebody at ${site} switched your account off. Nobody can sign in to it.`,
    'enabled': (site) => `Somebody at ${site} switched your account on again. Your password is what it was.`,
    'signed-out': (site) => `Somebody at ${site} signed you out everywhere. Your password is what it was.`,
    'codes-voided': (site) => `Somebody at ${site} made the codes void that were sent to you. Ask for a new one if you need it.`,
    'limits-lifted': (site) => `Somebody at ${site} made sure that codes can be sent to you again. Your password is what it was.`,
    'recovery-offered': (site) =>
      `Somebody at ${site} shows you the way back into your account. Nothing was changed; if you want a new password, go to this page and ask for a code there.`,
    'destination-removed': (site) =>
      `Somebody at ${site} removed one of the addresses of your account: codes go there no more. If that was not agreed with you, tell them now.`,
    'unlocked-by-owner': (site) =>
      `Sign-in to your ${site} account was closed after wrong passwords. Somebody who proved to be you opened it again. Your password is what it was.`,
    'shut-by-owner': (site) =>
      `Somebody who proved to be you told ${site} that someone else may be in your account. Everybody was signed out, and nobody can sign in until there is a new password.`,
    'saved-codes-made': (site) =>
      `New saved codes were made for your ${site} account. Older ones work no more. With one of them somebody can get into the account.`,
    'saved-codes-removed': (site) => `The saved codes of your ${site} account were removed. They work no more.`,
    'saved-code-used': (site) =>
      `One of your saved codes was used to get back into your ${site} account. It works no more: cross it out, and make new ones before they run out.`,
    'totp-set-up': (site) =>
      `An authenticator app was set up for your ${site} account. If there was one before, it works no more. With it somebody can get into the account.`,
    'totp-removed': (site) => `The authenticator app of your ${site} account was removed. Its codes work no more.`,
    'passkey-added': (site) => `A passkey was added to your ${site} account. With it somebody can get into the account.`,
    'passkey-removed': (site) => `A passkey of your ${site} account was removed. It works no more.`,
    'passkey-copied': (site) =>
      `A passkey of your ${site} account was used and refused: it counted as if it had been copied. Remove it, and add a new one. If you did not use it, somebody may have a copy.`,
    'frozen-by-owner': (site) =>
      `Somebody opened the link in our message about a change to your ${site} account and said that it was not theirs. Everybody was signed out, and nobody gets in until an address from before the change has proven whose account it is.`,
    'restored-by-owner': (site) =>
      `Somebody who proved to be you, by an address from before them, undid the last changes to your ${site} account. Names and addresses are what they were before, there is a new password, and everybody was signed out.`,
    'addresses-changed': (site) => `The names or addresses of your account were changed at ${site}.`,
    'password-replaced': (site) => `The password of your account was changed at ${site}.`,
    'address-disowned': (site) =>
      `Somebody who reads the mail of one of the addresses of your ${site} account said that the account is not theirs. That address was taken off: no code goes there any more.`,
  },
  undo: (days) =>
    `Was it not you? Open this page within ${days} days and press the button there: nobody gets into the account any more until you have proven that it is yours, and then the change is undone.`,
  undoShort: (url) => `Not you? Stop it here: ${url}`,
  noticeWhen: (when) => `It happened on ${when}.`,
  caseSubject: (site) => `Your request to ${site}`,
  caseAnswers: {
    'go-on': (site, origin) => `The people of ${site} have looked into it. Go to ${origin} and start again there: you can get back in now.`,
    'get-in-touch': (site) =>
      `The people of ${site} have looked into it, and need to speak with you. Please get in touch with them, and have your reference at hand.`,
    'refused': (site) =>
      `The people of ${site} have looked into it, and could not make sure that the account is yours. Nothing was changed.`,
  },
  caseAppeal: (url) => `You can ask once more, and then other people decide: ${url}`,
  accessAsked: (site) =>
    `Somebody told the people of ${site} that this account is theirs and that they can’t prove it in any other way. Two of these people looked into it, and want to let them choose a new password.`,
  accessGoesOn: (when) => `That goes on from ${when}. If it was you who asked, you need not do anything.`,
  accessDeny: (url) => `If it was not you, stop it here: ${url}`,
  accessGiven: (site) =>
    `The people of ${site} have looked into it, and let you back into your account. Go on here and choose a new password:`,
  accessUntil: (when) => `The link works once, until ${when}. Give it to nobody, also not to people who say that they are from support.`,
  caseAsked: (when) => `You asked on ${when}. Nobody will ever ask you for a password or a code.`,
  contact: (how) => `How to reach them: ${how}`,
  receipt: (url) => `Your receipt, which proves that this change stands in the record as it happened: ${url}`,
  sms: (site, code, minutes) => `${code} is your code for ${site}, for ${minutes} minutes. Nobody from ${site} will ask you for it.`,
  smsChanged: (site) => `Your ${site} password was changed. Not you? Tell ${site} now.`,
}

const de: MessageTexts = {
  direction: 'ltr',
  codeSubject: (site) => `Ihr Code für ${site}`,
  codeTitle: (site) => `Zurück in Ihr Konto bei ${site}`,
  codeIntro: 'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:',
  codeUntil: (minutes) => `Er gilt einmal und ${minutes} Minuten lang.`,
  codeSecret: (site) => `Niemand von ${site} fragt Sie jemals nach diesem Code, weder am Telefon noch per Mail oder Chat.`,
  codeNotYou: 'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne diesen Code bleibt Ihr Konto, wie es ist.',
  codeNotMine: (site, url) =>
    `Wenn Sie kein Konto bei ${site} haben, hat jemand Ihre Adresse für seines angegeben. Hier entfernen Sie sie: ${url}`,
  asked: (when, browser) => `Angefordert am ${when}${browser ? `, mit ${browser}` : ''}.`,
  changedSubject: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedTitle: (site) => `Ihr Passwort bei ${site} wurde geändert`,
  changedIntro: (when) =>
    `Jemand, der sich als Sie ausgewiesen hat, hat am ${when} ein neues Passwort gewählt. Alle Geräte wurden abgemeldet.`,
  changedNotYou: (site) => `Wenn Sie das nicht waren, sagen Sie ${site} gleich Bescheid.`,
  noticeSubject: (site) => `Zu Ihrem Konto bei ${site}`,
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
    'passkey-added': (site) => `Zu Ihrem Konto bei ${site} kam ein Passkey hinzu. Mit ihm kommt man in das Konto.`,
    'passkey-removed': (site) => `Ein Passkey Ihres Kontos bei ${site} wurde entfernt. Er gilt nicht mehr.`,
    'passkey-copied': (site) =>
      `Ein Passkey Ihres Kontos bei ${site} wurde benutzt und abgelehnt: Er zählte, als wäre er kopiert worden. Entfernen Sie ihn, und fügen Sie einen neuen hinzu. Wenn Sie ihn nicht benutzt haben, hat vielleicht jemand eine Kopie.`,
    'frozen-by-owner': (site) =>
      `Jemand hat den Link in unserer Nachricht über eine Änderung an Ihrem Konto bei ${site} geöffnet und gesagt, dass sie nicht von ihm war. Alle wurden abgemeldet, und niemand kommt hinein, bis eine Adresse von vor der Änderung bewiesen hat, wem das Konto gehört.`,
    'restored-by-owner': (site) =>
      `Jemand, der sich mit einer älteren Adresse als Sie ausgewiesen hat, hat die letzten Änderungen an Ihrem Konto bei ${site} rückgängig gemacht. Namen und Adressen sind wieder wie vorher, es gibt ein neues Passwort, und alle wurden abgemeldet.`,
    'addresses-changed': (site) => `Die Namen oder Adressen Ihres Kontos wurden bei ${site} geändert.`,
    'password-replaced': (site) => `Das Passwort Ihres Kontos wurde bei ${site} geändert.`,
    'address-disowned': (site) =>
      `Jemand, der die Mail einer der Adressen Ihres Kontos bei ${site} liest, sagt, dass es nicht sein Konto ist. Diese Adresse wurde entfernt: Dorthin geht kein Code mehr.`,
  },
  undo: (days) =>
    `Waren Sie das nicht? Öffnen Sie innerhalb von ${days} Tagen diese Seite und drücken Sie dort den Knopf: Niemand kommt mehr in das Konto, bis Sie bewiesen haben, dass es Ihres ist, und dann wird die Änderung rückgängig gemacht.`,
  undoShort: (url) => `Nicht Sie? Hier anhalten: ${url}`,
  noticeWhen: (when) => `Das geschah am ${when}.`,
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
  contact: (how) => `So erreichen Sie die Leute dort: ${how}`,
  receipt: (url) => `Ihr Beleg dafür, dass diese Änderung so im Protokoll steht, wie sie geschehen ist: ${url}`,
  sms: (site, code, minutes) => `${code} ist Ihr Code für ${site}, ${minutes} Minuten lang. Niemand von ${site} fragt Sie danach.`,
  smsChanged: (site) => `Ihr Passwort bei ${site} wurde geändert. Nicht Sie? Sagen Sie ${site} gleich Bescheid.`,
}

const ar: MessageTexts = {
  direction: 'rtl',
  codeSubject: (site) => `رمزك لدى ${site}`,
  codeTitle: (site) => `العودة إلى حسابك لدى ${site}`,
  codeIntro: 'اكتب هذا الرمز في الصفحة التي طلبته منها:',
  codeUntil: (minutes) => `يعمل مرة واحدة، خلال ${minutes} دقائق.`,
  codeSecret: (site) => `لن يطلب منك أحد من ${site} هذا الرمز أبدًا، لا بالهاتف ولا بالبريد ولا بالدردشة.`,
  codeNotYou: 'إذا لم تطلبه فلا داعي لفعل شيء: من دون هذا الرمز يبقى حسابك كما هو.',
  codeNotMine: (site, url) => `إذا لم يكن لك حساب لدى ${site} فقد أعطى شخص عنوانك لحسابه. أزله من هنا: ${url}`,
  asked: (when, browser) => `طُلب في ${when}${browser ? `، من ${browser}` : ''}.`,
  changedSubject: (site) => `تغيّرت كلمة مرورك لدى ${site}`,
  changedTitle: (site) => `تغيّرت كلمة مرورك لدى ${site}`,
  changedIntro: (when) => `اختار شخص أثبت أنه أنت كلمة مرور جديدة في ${when}. سُجّل خروج جميع الأجهزة.`,
  changedNotYou: (site) => `إذا لم تكن أنت من فعل ذلك فأخبر ${site} الآن.`,
  noticeSubject: (site) => `بخصوص حسابك لدى ${site}`,
  notices: {
    'locked': (site) => `قفل أحد العاملين في ${site} حسابك. ما دام مقفلًا فلا يستطيع أحد تسجيل الدخول إليه أو استعادته.`,
    'unlocked': (site) => `فتح أحد العاملين في ${site} قفل حسابك. كلمة مرورك كما كانت.`,
    'disabled': (site) => `أوقف أحد العاملين في ${site} حسابك. لا يستطيع أحد تسجيل الدخول إليه.`,
    'enabled': (site) => `أعاد أحد العاملين في ${site} تشغيل حسابك. كلمة مرورك كما كانت.`,
    'signed-out': (site) => `سجّل أحد العاملين في ${site} خروجك من جميع الأجهزة. كلمة مرورك كما كانت.`,
    'codes-voided': (site) => `ألغى أحد العاملين في ${site} الرموز التي أُرسلت إليك. اطلب رمزًا جديدًا إذا احتجت إليه.`,
    'limits-lifted': (site) => `أتاح أحد العاملين في ${site} إرسال الرموز إليك من جديد. كلمة مرورك كما كانت.`,
    'recovery-offered': (site) =>
      `يدلّك أحد العاملين في ${site} على طريق العودة إلى حسابك. لم يتغيّر شيء؛ إذا أردت كلمة مرور جديدة فافتح هذه الصفحة واطلب رمزًا هناك.`,
    'destination-removed': (site) =>
      `أزال أحد العاملين في ${site} أحد عناوين حسابك، فلن تُرسل إليه رموز بعد الآن. إذا لم يكن ذلك باتفاق معك فأخبرهم الآن.`,
    'unlocked-by-owner': (site) =>
      `كان تسجيل الدخول إلى حسابك لدى ${site} مغلقًا بعد كلمات مرور خاطئة. فتحه من جديد شخص أثبت أنه أنت. كلمة مرورك كما كانت.`,
    'shut-by-owner': (site) =>
      `أبلغ شخص أثبت أنه أنت ${site} بأن شخصًا آخر ربما دخل حسابك. سُجّل خروج جميع الأجهزة، ولا يستطيع أحد تسجيل الدخول حتى تُعيَّن كلمة مرور جديدة.`,
    'saved-codes-made': (site) =>
      `أُنشئت رموز محفوظة جديدة لحسابك لدى ${site}. لم تعد الرموز القديمة تعمل. بأحد الرموز الجديدة يمكن الدخول إلى الحساب.`,
    'saved-codes-removed': (site) => `أُزيلت الرموز المحفوظة لحسابك لدى ${site}. لم تعد تعمل.`,
    'saved-code-used': (site) =>
      `استُخدم أحد رموزك المحفوظة للعودة إلى حسابك لدى ${site}. لم يعد يعمل: اشطبه، وأنشئ رموزًا جديدة قبل أن تنفد.`,
    'totp-set-up': (site) =>
      `أُعدّ تطبيق مصادقة لحسابك لدى ${site}. إن كان هناك تطبيق قبله فلم يعد يعمل. بهذا التطبيق يمكن الدخول إلى الحساب.`,
    'totp-removed': (site) => `أُزيل تطبيق المصادقة من حسابك لدى ${site}. لم تعد رموزه تعمل.`,
    'passkey-added': (site) => `أُضيف مفتاح مرور إلى حسابك لدى ${site}. بهذا المفتاح يمكن الدخول إلى الحساب.`,
    'passkey-removed': (site) => `أُزيل مفتاح مرور من حسابك لدى ${site}. لم يعد يعمل.`,
    'passkey-copied': (site) =>
      `استُخدم مفتاح مرور لحسابك لدى ${site} ورُفض: عدّاده يدل على أنه ربما نُسخ. أزله وأضف مفتاحًا جديدًا. إن لم تستخدمه أنت فقد تكون لدى شخص آخر نسخة منه.`,
    'frozen-by-owner': (site) =>
      `فتح شخص الرابط الذي في رسالتنا عن تغيير في حسابك لدى ${site} وقال إن التغيير لم يكن منه. سُجّل خروج جميع الأجهزة، ولا يستطيع أحد الدخول حتى يُثبت عنوان أقدم من التغيير لمن الحساب.`,
    'restored-by-owner': (site) =>
      `تراجع شخص أثبت أنه أنت، بعنوان أقدم منها، عن آخر التغييرات في حسابك لدى ${site}. عادت الأسماء والعناوين كما كانت، وهناك كلمة مرور جديدة، وسُجّل خروج جميع الأجهزة.`,
    'addresses-changed': (site) => `تغيّرت أسماء حسابك أو عناوينه لدى ${site}.`,
    'password-replaced': (site) => `تغيّرت كلمة مرور حسابك لدى ${site}.`,
    'address-disowned': (site) =>
      `قال شخص يقرأ بريد أحد عناوين حسابك لدى ${site} إن الحساب ليس له. أُزيل ذلك العنوان، فلن تُرسل إليه رموز بعد الآن.`,
  },
  undo: (days) => `لم تكن أنت؟ افتح هذه الصفحة خلال ${days} أيام واضغط الزر فيها: لن يدخل أحد إلى الحساب حتى تُثبت أنه لك، ثم يُلغى التغيير.`,
  undoShort: (url) => `لم تكن أنت؟ أوقفه هنا: ${url}`,
  noticeWhen: (when) => `حدث ذلك في ${when}.`,
  caseSubject: (site) => `طلبك إلى ${site}`,
  caseAnswers: {
    'go-on': (site, origin) => `نظر العاملون في ${site} في طلبك. اذهب إلى ${origin} وابدأ من هناك من جديد: يمكنك الآن العودة إلى حسابك.`,
    'get-in-touch': (site) =>
      `نظر العاملون في ${site} في طلبك ويحتاجون إلى التحدث معك. تواصل معهم من فضلك واحتفظ برقمك المرجعي في متناول يدك.`,
    'refused': (site) => `نظر العاملون في ${site} في طلبك ولم يتمكنوا من التأكد من أن الحساب لك. لم يتغير شيء.`,
  },
  caseAppeal: (url) => `يمكنك أن تسأل مرة أخرى، وعندها يقرر أشخاص آخرون: ${url}`,
  accessAsked: (site) =>
    `أخبر شخص العاملين في ${site} بأن هذا الحساب له وأنه لا يستطيع إثبات ذلك بأي طريقة أخرى. نظر اثنان منهم في الأمر ويريدان السماح له باختيار كلمة مرور جديدة.`,
  accessGoesOn: (when) => `يستمر ذلك ابتداءً من ${when}. إذا كنت أنت من سأل فلا داعي لفعل شيء.`,
  accessDeny: (url) => `إذا لم تكن أنت فأوقف ذلك هنا: ${url}`,
  accessGiven: (site) => `نظر العاملون في ${site} في طلبك وسمحوا لك بالعودة إلى حسابك. تابع من هنا واختر كلمة مرور جديدة:`,
  accessUntil: (when) => `يعمل الرابط مرة واحدة، حتى ${when}. لا تعطه لأحد، ولا لمن يقول إنه من الدعم.`,
  caseAsked: (when) => `أرسلت طلبك في ${when}. لن يطلب منك أحد كلمة مرور أو رمزًا أبدًا.`,
  contact: (how) => `طريقة التواصل معهم: ${how}`,
  receipt: (url) => `إيصالك الذي يثبت أن هذا التغيير مسجّل كما حدث: ${url}`,
  sms: (site, code, minutes) => `${code} هو رمزك لدى ${site} لمدة ${minutes} دقائق. لن يطلبه منك أحد من ${site}.`,
  smsChanged: (site) => `تغيّرت كلمة مرورك لدى ${site}. لم تكن أنت؟ أخبر ${site} الآن.`,
}

const ja: MessageTexts = {
  direction: 'ltr',
  codeSubject: (site) => `${site} の確認コード`,
  codeTitle: (site) => `${site} のアカウントに戻る`,
  codeIntro: 'コードを求めたページに、次のコードを入力してください。',
  codeUntil: (minutes) => `1回だけ、${minutes}分間使えます。`,
  codeSecret: (site) => `${site} の者が、電話・メール・チャットでこのコードをお尋ねすることは決してありません。`,
  codeNotYou: 'お心当たりがない場合は、何もしなくて大丈夫です。このコードがなければ、アカウントは変わりません。',
  codeNotMine: (site, url) => `${site} のアカウントをお持ちでない場合は、誰かがあなたのアドレスを登録しています。こちらで外せます: ${url}`,
  asked: (when, browser) => `依頼日時: ${when}${browser ? `、${browser}` : ''}`,
  changedSubject: (site) => `${site} のパスワードが変更されました`,
  changedTitle: (site) => `${site} のパスワードが変更されました`,
  changedIntro: (when) => `${when} に、本人確認を済ませた方が新しいパスワードを設定しました。すべての端末からサインアウトしました。`,
  changedNotYou: (site) => `お心当たりがない場合は、すぐに ${site} へお知らせください。`,
  noticeSubject: (site) => `${site} のアカウントについて`,
  notices: {
    'locked': (site) => `${site} の担当者が、お客様のアカウントをロックしました。ロック中は、誰もサインインや復旧ができません。`,
    'unlocked': (site) => `${site} の担当者が、お客様のアカウントのロックを解除しました。パスワードは変わっていません。`,
    'disabled': (site) => `${site} の担当者が、お客様のアカウントを停止しました。誰もサインインできません。`,
    'enabled': (site) => `${site} の担当者が、お客様のアカウントを再開しました。パスワードは変わっていません。`,
    'signed-out': (site) => `${site} の担当者が、お客様をすべての端末からサインアウトしました。パスワードは変わっていません。`,
    'codes-voided': (site) => `${site} の担当者が、お送りしたコードを無効にしました。必要な場合は、新しいコードを求めてください。`,
    'limits-lifted': (site) => `${site} の担当者が、コードを再びお送りできるようにしました。パスワードは変わっていません。`,
    'recovery-offered': (site) =>
      `${site} の担当者が、アカウントに戻る方法をご案内します。何も変更されていません。新しいパスワードが必要な場合は、このページを開き、そこでコードを求めてください。`,
    'destination-removed': (site) =>
      `${site} の担当者が、お客様のアカウントの連絡先を1つ削除しました。今後そこにコードは届きません。お心当たりがない場合は、すぐにお知らせください。`,
    'unlocked-by-owner': (site) =>
      `誤ったパスワードが続いたため閉じられていた ${site} へのサインインを、本人確認を済ませた方が再び開きました。パスワードは変わっていません。`,
    'shut-by-owner': (site) =>
      `本人確認を済ませた方から、ほかの人がアカウントに入っている可能性があると ${site} に連絡がありました。すべての端末からサインアウトし、新しいパスワードが決まるまで誰もサインインできません。`,
    'saved-codes-made': (site) =>
      `${site} のアカウントに、新しい控えのコードが作られました。以前のコードは使えません。このコードがあれば、アカウントに入ることができます。`,
    'saved-codes-removed': (site) => `${site} のアカウントの控えのコードが削除されました。もう使えません。`,
    'saved-code-used': (site) =>
      `控えのコードの1つが、${site} のアカウントに戻るために使われました。そのコードはもう使えません。線で消し、なくなる前に新しく作ってください。`,
    'totp-set-up': (site) =>
      `${site} のアカウントに認証アプリが設定されました。以前のアプリは使えません。このアプリがあれば、アカウントに入ることができます。`,
    'totp-removed': (site) => `${site} のアカウントから認証アプリが削除されました。そのコードはもう使えません。`,
    'passkey-added': (site) => `${site} のアカウントにパスキーが追加されました。このパスキーがあれば、アカウントに入ることができます。`,
    'passkey-removed': (site) => `${site} のアカウントからパスキーが削除されました。もう使えません。`,
    'passkey-copied': (site) =>
      `${site} のアカウントのパスキーが使われましたが、複製された疑いがあるため拒否しました。そのパスキーを削除し、新しく追加してください。ご自身で使っていない場合は、誰かが複製を持っている可能性があります。`,
    'frozen-by-owner': (site) =>
      `${site} のアカウントの変更をお知らせしたメッセージのリンクから、心当たりがないという連絡がありました。すべての端末からサインアウトし、変更前の連絡先で本人確認が済むまで誰も入れません。`,
    'restored-by-owner': (site) =>
      `変更前の連絡先で本人確認を済ませた方が、${site} のアカウントの最近の変更を取り消しました。名前と連絡先は元に戻り、新しいパスワードが設定され、すべての端末からサインアウトしました。`,
    'addresses-changed': (site) => `${site} で、アカウントの名前または連絡先が変更されました。`,
    'password-replaced': (site) => `${site} で、アカウントのパスワードが変更されました。`,
    'address-disowned': (site) =>
      `${site} のアカウントに登録された連絡先の1つに届くメールを読んだ方から、自分のアカウントではないという連絡がありました。その連絡先は外され、今後そこにコードは届きません。`,
  },
  undo: (days) =>
    `お心当たりがない場合は、${days}日以内にこのページを開き、ボタンを押してください。ご本人であることを確かめるまで誰もアカウントに入れなくなり、その後、変更は取り消されます。`,
  undoShort: (url) => `お心当たりがなければ、こちらで止められます: ${url}`,
  noticeWhen: (when) => `日時: ${when}`,
  caseSubject: (site) => `${site} へのご依頼について`,
  caseAnswers: {
    'go-on': (site, origin) =>
      `${site} の担当者が確認しました。${origin} から、もう一度お手続きください。アカウントに戻れるようになりました。`,
    'get-in-touch': (site) =>
      `${site} の担当者が確認し、お話を伺う必要があると判断しました。受付番号をお手元にご用意のうえ、ご連絡ください。`,
    'refused': (site) => `${site} の担当者が確認しましたが、ご本人のアカウントであることを確かめられませんでした。何も変わっていません。`,
  },
  caseAppeal: (url) => `もう一度だけお申し出いただけます。その場合は別の担当者が判断します: ${url}`,
  accessAsked: (site) =>
    `このアカウントは自分のものだが、ほかの方法では証明できない、というお申し出が ${site} にありました。2名の担当者が確認し、新しいパスワードの設定を認めることにしました。`,
  accessGoesOn: (when) => `${when} から手続きが進みます。ご本人のお申し出であれば、何もしなくて大丈夫です。`,
  accessDeny: (url) => `お心当たりがない場合は、ここで止めてください: ${url}`,
  accessGiven: (site) =>
    `${site} の担当者が確認し、アカウントにお戻りいただけるようになりました。こちらから進み、新しいパスワードを設定してください。`,
  accessUntil: (when) => `リンクは ${when} まで、1回だけ使えます。サポートを名乗る人にも、決して渡さないでください。`,
  caseAsked: (when) => `${when} のご依頼について。パスワードやコードをお尋ねすることは決してありません。`,
  contact: (how) => `連絡先: ${how}`,
  receipt: (url) => `この変更がそのまま記録に残っていることを証明する控え: ${url}`,
  sms: (site, code, minutes) => `${code} は ${site} の確認コードです（${minutes}分間有効）。${site} の者がお尋ねすることはありません。`,
  smsChanged: (site) => `${site} のパスワードが変更されました。お心当たりがない場合は、すぐに ${site} へお知らせください。`,
}

const languages = { en, de, ar, ja }
export const messageLanguages = Object.keys(languages)

/** The closest language that there is, or English. */
export function textsFor(locale: string): { language: string; texts: MessageTexts } {
  const language = locale.toLowerCase().split('-')[0] ?? ''
  const known = Object.entries(languages).find(([name]) => name === language)
  return known ? { language: known[0], texts: known[1] } : { language: 'en', texts: en }
}
