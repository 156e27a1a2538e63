/** The words of the pages about cases, in each language; a missing one fails the compiler. */
import type { ShownState } from '../cases/case-state.ts'

export interface CaseTexts {
  statusTitle(site: string): string
  referenceLabel: string
  referenceHint: string
  statusButton: string
  states: Record<ShownState, (site: string) => string>
  unknown: string
  denyTitle: string
  denyLead(site: string): string
  denyMark: string
  denyButton: string
  denied(site: string): string
  tooLate(site: string): string
  appealTitle(site: string): string
  appealLead(site: string): string
  appealMark: string
  appealButton: string
  appealed(site: string): string
  over: string
  /** Of no site in particular: what still can be done. */
  overLead: string
  contact: string
  genuineTitle(site: string): string
  genuineLead(site: string): string
  genuinePage: string
  genuineReach: string
  genuineNoReach: string
  genuineFrom: string
  genuineNever: string
  never(site: string): readonly string[]
  genuineDoubt: string
  continueTitle(site: string): string
  continueLead(site: string): string
  continueMark: string
  continueButton: string
}

const en: CaseTexts = {
  statusTitle: (site) => `Your request to ${site}`,
  referenceLabel: 'Your reference',
  referenceHint: 'You were shown it when you made the request. It looks like K7Q2M-….',
  statusButton: 'Check the status',
  states: {
    'received': (site) => `The ${site} support team has received your request.`,
    'looked-at': (site) => `The ${site} support team is reviewing your request.`,
    'answered': () => 'An answer was sent to the address that you gave.',
  },
  unknown: 'There is no request with this reference, or it is more than 90 days old. Check each character and try again.',
  denyTitle: 'Wasn’t this you?',
  denyLead: (site) =>
    `Two members of the ${site} support team agreed to let someone set a new password for your account. If you didn’t ask for this, stop it now. If you did, close this page.`,
  denyMark: 'I didn’t ask for this',
  denyButton: 'It wasn’t me: stop it',
  denied: (site) =>
    `It was stopped: nobody can get in with the link that was sent. The ${site} support team was notified. You don’t need to do anything else.`,
  tooLate: (site) => `The new password has already been set. Tell the ${site} support team now that it wasn’t you.`,
  appealTitle: (site) => `Appeal to ${site}`,
  appealLead: (site) => `Different people at ${site} will review your request as you wrote it. You can appeal once.`,
  appealMark: 'I want other people to review my request',
  appealButton: 'Appeal',
  appealed: (site) => `Different people at ${site} will review your request and send their answer to the address that you gave.`,
  over: 'This link no longer works',
  overLead:
    'It was already used, it is no longer needed, or it has expired. If you still can’t get into your account, go to the site’s own page and ask for help there again.',
  contact: 'How to contact them',
  genuineTitle: (site) => `Is this really ${site}?`,
  genuineLead: (site) =>
    `Has someone contacted you as ${site} about recovering your account? Compare it with the facts on this page. They come from the settings of ${site}, not from any message.`,
  genuinePage: 'Their official page',
  genuineReach: 'How to contact their support team',
  genuineNoReach: 'No contact details are listed here. Look for them on their official page.',
  genuineFrom: 'Who messages about your account come from',
  genuineNever: 'What they never ask for',
  never: (site) => [
    'Your old or new password, or any part of it.',
    `A code or a link that ${site} sent to you.`,
    'To install a program or share your screen.',
    'Money, gift cards or a payment to get your account back.',
  ],
  genuineDoubt: 'If in doubt, hang up or don’t answer. Then contact them yourself, in one of the ways on this page.',
  continueTitle: (site) => `Get back into your ${site} account`,
  continueLead: (site) =>
    `The ${site} support team approved your request. Continue to set a new password. The link works once, so use it when you have a minute.`,
  continueMark: 'I made this request',
  continueButton: 'Continue',
}

const de: CaseTexts = {
  statusTitle: (site) => `Ihre Anfrage an ${site}`,
  referenceLabel: 'Ihr Zeichen',
  referenceHint: 'Es wurde Ihnen bei Ihrer Anfrage angezeigt und sieht aus wie K7Q2M-….',
  statusButton: 'Stand ansehen',
  states: {
    'received': (site) => `Der Support von ${site} hat Ihre Anfrage erhalten.`,
    'looked-at': (site) => `Der Support von ${site} prüft Ihre Anfrage.`,
    'answered': () => 'Eine Antwort wurde an die Adresse geschickt, die Sie angegeben haben.',
  },
  unknown:
    'Es gibt keine Anfrage mit diesem Zeichen, oder sie ist mehr als 90 Tage alt. Prüfen Sie jedes Zeichen, und versuchen Sie es noch einmal.',
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
  appealed: (site) => `Andere Personen bei ${site} prüfen Ihre Anfrage und schicken ihre Antwort an die Adresse, die Sie angegeben haben.`,
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
}

const ar: CaseTexts = {
  statusTitle: (site) => `طلبك إلى ${site}`,
  referenceLabel: 'رقمك المرجعي',
  referenceHint: 'ظهر لك عندما أرسلت طلبك، وشكله مثل K7Q2M-….',
  statusButton: 'عرض الحالة',
  states: {
    'received': (site) => `استلم فريق الدعم في ${site} طلبك.`,
    'looked-at': (site) => `يراجع فريق الدعم في ${site} طلبك.`,
    'answered': () => 'أُرسل الرد إلى العنوان الذي أعطيته.',
  },
  unknown: 'لا يوجد طلب بهذا الرقم، أو مضى عليه أكثر من 90 يومًا. تحقق من كل حرف وحاول مرة أخرى.',
  denyTitle: 'ألم تكن أنت؟',
  denyLead: (site) =>
    `وافق شخصان من فريق الدعم في ${site} على السماح لشخص بتعيين كلمة مرور جديدة لحسابك. إذا لم تطلب ذلك فأوقفه الآن. وإذا كنت أنت فأغلق هذه الصفحة.`,
  denyMark: 'لم أطلب ذلك',
  denyButton: 'لم أكن أنا: أوقف ذلك',
  denied: (site) => `أُوقف ذلك: لا يستطيع أحد الدخول بالرابط الذي أُرسل. أُبلغ فريق الدعم في ${site}. لا داعي لفعل أي شيء آخر.`,
  tooLate: (site) => `عُيّنت كلمة المرور الجديدة بالفعل. أخبر فريق الدعم في ${site} الآن أنك لم تكن أنت.`,
  appealTitle: (site) => `اعتراض لدى ${site}`,
  appealLead: (site) => `سيراجع أشخاص آخرون لدى ${site} طلبك كما كتبته. يمكنك الاعتراض مرة واحدة.`,
  appealMark: 'أريد أن يراجع أشخاص آخرون طلبي',
  appealButton: 'تقديم اعتراض',
  appealed: (site) => `سيراجع أشخاص آخرون لدى ${site} طلبك ويرسلون ردهم إلى العنوان الذي أعطيته.`,
  over: 'لم يعد هذا الرابط صالحًا',
  overLead:
    'استُخدم من قبل، أو لم تعد هناك حاجة إليه، أو انتهت صلاحيته. إذا كنت لا تزال غير قادر على الدخول إلى حسابك فانتقل إلى صفحة الموقع نفسه واطلب المساعدة هناك مرة أخرى.',
  contact: 'طريقة التواصل معهم',
  genuineTitle: (site) => `هل هذا حقًا ${site}؟`,
  genuineLead: (site) =>
    `هل تواصل معك أحد باسم ${site} بشأن استعادة حسابك؟ قارن ذلك بالمعلومات في هذه الصفحة. مصدرها إعدادات ${site} وليس أي رسالة.`,
  genuinePage: 'صفحتهم الرسمية',
  genuineReach: 'كيف تتواصل مع فريق الدعم',
  genuineNoReach: 'لا توجد هنا بيانات تواصل. ابحث عنها في صفحتهم الرسمية.',
  genuineFrom: 'مرسل الرسائل المتعلقة بحسابك',
  genuineNever: 'ما لا يطلبونه أبدًا',
  never: (site) => [
    'كلمة مرورك القديمة أو الجديدة أو جزء منها.',
    `رمزًا أو رابطًا أرسله إليك ${site}.`,
    'أن تثبّت برنامجًا أو تدعهم يرون شاشتك.',
    'مالًا أو بطاقات هدايا أو دفعة لاستعادة حسابك.',
  ],
  genuineDoubt: 'إذا شككت فأنهِ المكالمة أو لا ترد. ثم تواصل معهم بنفسك بإحدى الطرق في هذه الصفحة.',
  continueTitle: (site) => `العودة إلى حسابك لدى ${site}`,
  continueLead: (site) =>
    `وافق فريق الدعم في ${site} على طلبك. تابع لتعيين كلمة مرور جديدة. يعمل الرابط مرة واحدة، فاستخدمه حين تتوفر لك دقيقة.`,
  continueMark: 'أنا من طلب ذلك',
  continueButton: 'متابعة',
}

const ja: CaseTexts = {
  statusTitle: (site) => `${site} へのご依頼`,
  referenceLabel: '受付番号',
  referenceHint: 'ご依頼の際に表示された、K7Q2M-… のような番号です。',
  statusButton: '状況を確認する',
  states: {
    'received': (site) => `${site} の担当者が受け付けました。`,
    'looked-at': (site) => `${site} の担当者が確認しています。`,
    'answered': () => 'お知らせいただいた連絡先に、回答をお送りしました。',
  },
  unknown: 'この受付番号のご依頼は見つかりません。または90日を過ぎています。1文字ずつ確かめて、もう一度お試しください。',
  denyTitle: 'ご本人ではありませんか？',
  denyLead: (site) =>
    `${site} の担当者2名が、ある人にお客様のアカウントの新しいパスワードの設定を認めました。お心当たりがない場合は、今すぐ止めてください。ご本人の場合は、このページを閉じてください。`,
  denyMark: '自分は申し出ていません',
  denyButton: '自分ではないので止める',
  denied: (site) => `止めました。送られたリンクでは誰も入れません。${site} の担当者にも伝わっています。ほかに何もする必要はありません。`,
  tooLate: (site) => `新しいパスワードはすでに設定されています。ご自身ではないことを、すぐに ${site} へお知らせください。`,
  appealTitle: (site) => `${site} への異議申し立て`,
  appealLead: (site) => `お断りした担当者とは別の ${site} の担当者が、書かれたとおりの内容を確認します。異議申し立ては1回だけできます。`,
  appealMark: '別の担当者による確認を希望します',
  appealButton: '異議を申し立てる',
  appealed: (site) => `${site} の別の担当者が確認し、お知らせいただいた連絡先に回答をお送りします。`,
  over: 'このリンクはもう使えません',
  overLead:
    'すでに使われたか、不要になったか、期限が切れています。まだアカウントに入れない場合は、サイトのページを開き、そこでもう一度助けを求めてください。',
  contact: '連絡先',
  genuineTitle: (site) => `本当に ${site} ですか？`,
  genuineLead: (site) =>
    `アカウントの復旧について ${site} を名乗る人から連絡がありましたか？このページの情報と照らし合わせてください。メッセージではなく、${site} の設定から表示しています。`,
  genuinePage: '公式ページ',
  genuineReach: '担当者への連絡方法',
  genuineNoReach: 'ここには連絡方法が登録されていません。公式ページでお探しください。',
  genuineFrom: 'アカウントに関するメッセージの送信元',
  genuineNever: '決してお尋ねしないもの',
  never: (site) => [
    '古いパスワードや新しいパスワード、その一部。',
    `${site} からお送りしたコードやリンク。`,
    'プログラムのインストールや、画面の共有。',
    'アカウントを取り戻すためのお金、ギフトカード、支払い。',
  ],
  genuineDoubt: '疑わしいときは、電話を切るか返信をせずに、このページにある方法でご自身から連絡してください。',
  continueTitle: (site) => `${site} のアカウントに戻る`,
  continueLead: (site) =>
    `${site} の担当者がご依頼を承認しました。次に進んで、新しいパスワードを設定してください。リンクは1回だけ使えます。お時間のあるときにお使いください。`,
  continueMark: '自分が申し出ました',
  continueButton: '進む',
}

const languages: Record<string, CaseTexts> = { en, de, ar, ja }

/** `language`: as `languageOf` says it. */
export const caseTexts = (language: string): CaseTexts => languages[language] ?? en
