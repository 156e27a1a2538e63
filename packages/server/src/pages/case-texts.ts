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
  referenceHint: 'It was shown to you when you asked, and looks like K7Q2M-….',
  statusButton: 'See how far it is',
  states: {
    'received': (site) => `The people of ${site} have received it.`,
    'looked-at': (site) => `The people of ${site} are looking into it.`,
    'answered': () => 'An answer was sent, to the address that you gave.',
  },
  unknown: 'There is no request with this reference, or it is more than 90 days old. Please check each character.',
  denyTitle: 'Is that not you?',
  denyLead: (site) =>
    `Two people of ${site} agreed to let somebody who asked them choose a new password for your account. If it was not you who asked, stop it now. If it was you, close this page.`,
  denyMark: 'I did not ask for this',
  denyButton: 'It was not me: stop it',
  denied: (site) => `It is stopped: the link that was sent lets nobody in. The people of ${site} were told. You need not do anything else.`,
  tooLate: (site) => `The new password is set already. Tell the people of ${site} now that it was not you.`,
  appealTitle: (site) => `Ask ${site} once more`,
  appealLead: (site) => `Other people of ${site} than those who refused it will look into your request, as you wrote it. This works once.`,
  appealMark: 'I want other people to look into it',
  appealButton: 'Ask once more',
  appealed: (site) => `Other people of ${site} will look into it, and send their answer to the address that you gave.`,
  over: 'This link is of no use any more',
  overLead:
    'It was used already, what it was about is over, or its time has passed. If you still can’t get into your account, go to the site’s own page and ask for help there again.',
  contact: 'How to reach them',
  genuineTitle: (site) => `Is this really ${site}?`,
  genuineLead: (site) =>
    `Whoever speaks or writes to you as ${site} about getting back into your account: this is what is true. It comes from the settings of ${site}, not from any message.`,
  genuinePage: 'Their own page',
  genuineReach: 'How you reach their people',
  genuineNoReach: 'They have named no way to reach them here. Look for it on their own page.',
  genuineFrom: 'Where messages about your account come from',
  genuineNever: 'What they never ask for',
  never: (site) => [
    'Your password, old or new, or a part of it.',
    `A code or a link that ${site} sent to you.`,
    'That you install a program, or let them see your screen.',
    'Money, gift cards or a payment to get your account back.',
  ],
  genuineDoubt: 'When in doubt, hang up or do not answer, and reach them yourself, by one of the ways on this page.',
  continueTitle: (site) => `Back into your ${site} account`,
  continueLead: (site) =>
    `The people of ${site} let you back in. Go on to choose a new password. The link works once: use it when you have a minute.`,
  continueMark: 'I asked for this',
  continueButton: 'Go on',
}

const de: CaseTexts = {
  statusTitle: (site) => `Ihre Anfrage an ${site}`,
  referenceLabel: 'Ihr Zeichen',
  referenceHint: 'Es stand da, als Sie angefragt haben, und sieht aus wie K7Q2M-….',
  statusButton: 'Stand ansehen',
  states: {
    'received': (site) => `Die Leute von ${site} haben sie erhalten.`,
    'looked-at': (site) => `Die Leute von ${site} sehen sie sich an.`,
    'answered': () => 'Eine Antwort wurde geschickt, an die Adresse, die Sie angegeben haben.',
  },
  unknown: 'Es gibt keine Anfrage mit diesem Zeichen, oder sie ist mehr als 90 Tage alt. Bitte prüfen Sie jede Stelle.',
  denyTitle: 'Sind Sie das nicht?',
  denyLead: (site) =>
    `Zwei Leute von ${site} wollen jemanden, der angefragt hat, ein neues Passwort für Ihr Konto wählen lassen. Wenn Sie nicht angefragt haben, halten Sie es jetzt auf. Wenn doch, schließen Sie diese Seite.`,
  denyMark: 'Ich habe nicht darum gebeten',
  denyButton: 'Das war ich nicht: aufhalten',
  denied: (site) =>
    `Es ist aufgehalten: Der verschickte Link lässt niemanden hinein. Die Leute von ${site} wissen Bescheid. Sie müssen nichts weiter tun.`,
  tooLate: (site) => `Das neue Passwort ist schon gesetzt. Sagen Sie den Leuten von ${site} jetzt, dass Sie das nicht waren.`,
  appealTitle: (site) => `Noch einmal bei ${site} anfragen`,
  appealLead: (site) =>
    `Andere Leute von ${site} als die, die abgelehnt haben, sehen sich Ihre Anfrage an, so wie Sie sie geschrieben haben. Das geht einmal.`,
  appealMark: 'Ich möchte, dass andere Leute es sich ansehen',
  appealButton: 'Noch einmal anfragen',
  appealed: (site) => `Andere Leute von ${site} sehen es sich an und schicken ihre Antwort an die Adresse, die Sie angegeben haben.`,
  over: 'Dieser Link gilt nicht mehr',
  overLead:
    'Er wurde schon benutzt, die Sache ist vorbei, oder seine Zeit ist um. Wenn Sie immer noch nicht in Ihr Konto kommen, gehen Sie auf die eigene Seite des Anbieters und bitten Sie dort noch einmal um Hilfe.',
  contact: 'So erreichen Sie die Leute dort',
  genuineTitle: (site) => `Ist das wirklich ${site}?`,
  genuineLead: (site) =>
    `Wer auch immer im Namen von ${site} wegen Ihres Kontos mit Ihnen spricht oder Ihnen schreibt: Das hier stimmt. Es kommt aus den Einstellungen von ${site}, nicht aus einer Nachricht.`,
  genuinePage: 'Die eigene Seite',
  genuineReach: 'So erreichen Sie die Leute dort',
  genuineNoReach: 'Hier ist kein Weg genannt. Suchen Sie ihn auf der eigenen Seite.',
  genuineFrom: 'Woher Nachrichten zu Ihrem Konto kommen',
  genuineNever: 'Wonach diese Leute nie fragen',
  never: (site) => [
    'Nach Ihrem Passwort, dem alten oder dem neuen, oder einem Teil davon.',
    `Nach einem Code oder Link, den ${site} Ihnen geschickt hat.`,
    'Dass Sie ein Programm installieren oder Ihren Bildschirm zeigen.',
    'Nach Geld, Gutscheinkarten oder einer Zahlung für Ihr Konto.',
  ],
  genuineDoubt: 'Im Zweifel legen Sie auf oder antworten Sie nicht, und melden Sie sich selbst, auf einem der Wege auf dieser Seite.',
  continueTitle: (site) => `Zurück in Ihr Konto bei ${site}`,
  continueLead: (site) =>
    `Die Leute von ${site} lassen Sie wieder hinein. Wählen Sie jetzt ein neues Passwort. Der Link gilt einmal: Nehmen Sie ihn, wenn Sie eine Minute Zeit haben.`,
  continueMark: 'Ich habe darum gebeten',
  continueButton: 'Weiter',
}

const ar: CaseTexts = {
  statusTitle: (site) => `طلبك إلى ${site}`,
  referenceLabel: 'رقمك المرجعي',
  referenceHint: 'ظهر لك عندما أرسلت طلبك، وشكله مثل K7Q2M-….',
  statusButton: 'اعرف إلى أين وصل',
  states: {
    'received': (site) => `استلمه العاملون في ${site}.`,
    'looked-at': (site) => `ينظر فيه العاملون في ${site}.`,
    'answered': () => 'أُرسل الرد إلى العنوان الذي أعطيته.',
  },
  unknown: 'لا يوجد طلب بهذا الرقم، أو مضى عليه أكثر من 90 يومًا. تحقق من كل حرف من فضلك.',
  denyTitle: 'ألست أنت؟',
  denyLead: (site) =>
    `وافق شخصان من ${site} على أن يختار من سألهم كلمة مرور جديدة لحسابك. إذا لم تكن أنت من سأل فأوقف ذلك الآن. وإذا كنت أنت فأغلق هذه الصفحة.`,
  denyMark: 'لم أطلب ذلك',
  denyButton: 'لم أكن أنا: أوقفوا ذلك',
  denied: (site) => `أُوقف ذلك: الرابط الذي أُرسل لا يُدخل أحدًا. أُبلغ العاملون في ${site}. لا داعي لفعل أي شيء آخر.`,
  tooLate: (site) => `عُيّنت كلمة المرور الجديدة بالفعل. أخبر العاملين في ${site} الآن أنك لم تكن أنت.`,
  appealTitle: (site) => `اسأل ${site} مرة أخرى`,
  appealLead: (site) => `سينظر في طلبك كما كتبته أشخاص آخرون من ${site} غير الذين رفضوه. يمكن ذلك مرة واحدة.`,
  appealMark: 'أريد أن ينظر فيه أشخاص آخرون',
  appealButton: 'اسأل مرة أخرى',
  appealed: (site) => `سينظر فيه أشخاص آخرون من ${site} ويرسلون ردهم إلى العنوان الذي أعطيته.`,
  over: 'لم يعد هذا الرابط صالحًا',
  overLead:
    'استُخدم من قبل، أو انتهى ما كان بشأنه، أو انقضى وقته. إذا كنت لا تزال غير قادر على الدخول إلى حسابك فانتقل إلى صفحة الموقع نفسه واطلب المساعدة هناك مرة أخرى.',
  contact: 'طريقة التواصل معهم',
  genuineTitle: (site) => `هل هذا حقًا ${site}؟`,
  genuineLead: (site) =>
    `أيًا كان من يتحدث إليك أو يكتب لك باسم ${site} بشأن العودة إلى حسابك: هذه هي الحقيقة. مصدرها إعدادات ${site} وليس أي رسالة.`,
  genuinePage: 'صفحتهم الخاصة',
  genuineReach: 'كيف تصل إلى العاملين لديهم',
  genuineNoReach: 'لم يذكروا هنا طريقة للتواصل. ابحث عنها في صفحتهم الخاصة.',
  genuineFrom: 'من أين تأتي الرسائل المتعلقة بحسابك',
  genuineNever: 'ما لا يطلبونه أبدًا',
  never: (site) => [
    'كلمة مرورك القديمة أو الجديدة أو جزء منها.',
    `رمزًا أو رابطًا أرسله إليك ${site}.`,
    'أن تثبّت برنامجًا أو تدعهم يرون شاشتك.',
    'مالًا أو بطاقات هدايا أو دفعة لاستعادة حسابك.',
  ],
  genuineDoubt: 'إذا شككت فأنهِ المكالمة أو لا ترد، وتواصل معهم بنفسك بإحدى الطرق في هذه الصفحة.',
  continueTitle: (site) => `العودة إلى حسابك لدى ${site}`,
  continueLead: (site) =>
    `سمح لك العاملون في ${site} بالعودة. تابع لاختيار كلمة مرور جديدة. يعمل الرابط مرة واحدة: استخدمه حين تتوفر لك دقيقة.`,
  continueMark: 'أنا من طلب ذلك',
  continueButton: 'متابعة',
}

const ja: CaseTexts = {
  statusTitle: (site) => `${site} へのご依頼`,
  referenceLabel: '受付番号',
  referenceHint: 'ご依頼の際に表示された、K7Q2M-… のような番号です。',
  statusButton: '状況を見る',
  states: {
    'received': (site) => `${site} の担当者が受け付けました。`,
    'looked-at': (site) => `${site} の担当者が確認しています。`,
    'answered': () => 'お知らせいただいた連絡先に、回答をお送りしました。',
  },
  unknown: 'この受付番号のご依頼は見つかりません。または90日を過ぎています。1文字ずつお確かめください。',
  denyTitle: 'お心当たりはありませんか？',
  denyLead: (site) =>
    `${site} の担当者2名が、申し出た人にお客様のアカウントの新しいパスワードの設定を認めました。お心当たりがない場合は、今すぐ止めてください。ご本人の場合は、このページを閉じてください。`,
  denyMark: '自分は申し出ていません',
  denyButton: '自分ではないので止める',
  denied: (site) => `止めました。送られたリンクでは誰も入れません。${site} の担当者にも伝わっています。ほかに何もする必要はありません。`,
  tooLate: (site) => `新しいパスワードはすでに設定されています。ご自身ではないことを、すぐに ${site} へお知らせください。`,
  appealTitle: (site) => `${site} にもう一度申し出る`,
  appealLead: (site) => `お断りした担当者とは別の ${site} の担当者が、書かれたとおりの内容を確認します。1回だけお申し出いただけます。`,
  appealMark: '別の担当者による確認を希望します',
  appealButton: 'もう一度申し出る',
  appealed: (site) => `${site} の別の担当者が確認し、お知らせいただいた連絡先に回答をお送りします。`,
  over: 'このリンクはもう使えません',
  overLead:
    'すでに使われたか、手続きが終わったか、期限が切れています。まだアカウントに入れない場合は、サイトのページを開き、そこでもう一度助けを求めてください。',
  contact: '連絡先',
  genuineTitle: (site) => `本当に ${site} ですか？`,
  genuineLead: (site) =>
    `アカウントに戻る手続きについて ${site} を名乗る人から連絡があったときは、ここに書かれていることが正しい情報です。メッセージではなく、${site} の設定から表示しています。`,
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
    `${site} の担当者が、アカウントへのお戻りを認めました。次に進んで、新しいパスワードを設定してください。リンクは1回だけ使えます。お時間のあるときにお使いください。`,
  continueMark: '自分が申し出ました',
  continueButton: '進む',
}

const languages: Record<string, CaseTexts> = { en, de, ar, ja }

/** `language`: as `languageOf` says it. */
export const caseTexts = (language: string): CaseTexts => languages[language] ?? en
