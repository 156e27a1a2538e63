/** The words of the page that asks "is it you?", in each language; a missing one fails the compiler. */
export interface ApproveTexts {
  title(site: string): string
  lead(site: string): string
  begun(when: string): string
  browser(name: string): string
  place(country: string): string
  label: string
  hint: string
  button: string
  otherwise: string
  notMeMark: string
  notMe: string
  unread: string
  unmarked: string
  'approved'(site: string): string
  'other-number'(site: string): string
  'denied'(site: string): string
  goneTitle: string
  gone: string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ApproveTexts> = {
  en: {
    title: (site) => `Are you trying to recover your ${site} account?`,
    lead: (site) => `Someone wants to recover your ${site} account and says it is theirs. Nothing has happened yet.`,
    begun: (when) => `Started on ${when}.`,
    browser: (name) => `Browser: ${name}.`,
    place: (country) => `Approximate location: ${country}.`,
    label: 'Number on your own screen',
    hint: 'Two digits, shown on the screen where you started. Never enter a number that someone gives you by phone, email or chat.',
    button: 'Yes, it’s me',
    otherwise: 'It wasn’t you?',
    notMeMark: 'I didn’t start this',
    notMe: 'End this attempt',
    unread: 'Enter the two digits shown on your screen. Nothing has happened yet.',
    unmarked: 'Enter the number shown on your screen, or tick the box to say that you didn’t start this. Nothing has happened yet.',
    'approved': () => 'Thank you. Go back to the screen where you started to continue. You can close this page.',
    'other-number': () =>
      'That number doesn’t match the one on the screen, so this link no longer works. Nothing has changed. Request a new email on the screen where you started.',
    'denied': (site) =>
      `The attempt was ended, and nobody got into your ${site} account. We notified you at all your addresses. You don’t need to do anything else.`,
    goneTitle: 'This link no longer works',
    gone: 'It was already used, there is a newer one, or it has expired. If you still need it, request a new email on the screen where you started.',
  },
  de: {
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
  ar: {
    title: (site) => `هل تحاول استعادة حسابك لدى ${site}؟`,
    lead: (site) => `يريد شخص استعادة حسابك لدى ${site} ويقول إنه له. لم يحدث شيء بعد.`,
    begun: (when) => `بدأ ذلك في ${when}.`,
    browser: (name) => `المتصفح: ${name}.`,
    place: (country) => `المكان التقريبي: ${country}.`,
    label: 'الرقم الظاهر على شاشتك أنت',
    hint: 'رقم من خانتين يظهر على الشاشة التي بدأت منها. لا تُدخل أبدًا رقمًا يعطيك إياه أحد بالهاتف أو البريد الإلكتروني أو الدردشة.',
    button: 'نعم، هذا أنا',
    otherwise: 'لم تكن أنت؟',
    notMeMark: 'لم أبدأ ذلك',
    notMe: 'أنهِ هذه المحاولة',
    unread: 'أدخل الرقم الظاهر على شاشتك، وهو من خانتين. لم يحدث شيء بعد.',
    unmarked: 'أدخل الرقم الظاهر على شاشتك، أو ضع علامة في المربع لتقول إنك لم تبدأ ذلك. لم يحدث شيء بعد.',
    'approved': () => 'شكرًا لك. عد إلى الشاشة التي بدأت منها للمتابعة. يمكنك إغلاق هذه الصفحة.',
    'other-number': () =>
      'هذا الرقم لا يطابق الرقم الظاهر على الشاشة، ولذلك لم يعد هذا الرابط صالحًا. لم يتغيّر شيء. اطلب رسالة جديدة من الشاشة التي بدأت منها.',
    'denied': (site) => `أُنهيت المحاولة ولم يدخل أحد حسابك لدى ${site}. أرسلنا إشعارًا إلى جميع عناوينك. لا يلزمك فعل أي شيء آخر.`,
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'استُخدم من قبل، أو هناك رابط أحدث، أو انتهت صلاحيته. إذا كنت لا تزال بحاجة إليه فاطلب رسالة جديدة من الشاشة التي بدأت منها.',
  },
  ja: {
    title: (site) => `${site} のアカウントを復旧しようとしていますか？`,
    lead: (site) => `${site} のあなたのアカウントを、自分のものだと言って復旧しようとしている人がいます。まだ何も起きていません。`,
    begun: (when) => `開始：${when}`,
    browser: (name) => `ブラウザ：${name}`,
    place: (country) => `おおよその場所：${country}`,
    label: 'ご自身の画面に出ている番号',
    hint: '手続きを始めた画面に出ている 2 桁の数字です。電話やメール、チャットで人から言われた番号は、決して入力しないでください。',
    button: 'はい、本人です',
    otherwise: 'ご本人ではありませんか？',
    notMeMark: '自分は始めていません',
    notMe: 'この手続きを打ち切る',
    unread: '画面に出ている 2 桁の数字を入力してください。まだ何も起きていません。',
    unmarked: '画面の番号を入力するか、「自分は始めていません」にチェックを入れてください。まだ何も起きていません。',
    'approved': () => 'ありがとうございます。手続きを始めた画面に戻ってください。そちらで続きます。このページは閉じてかまいません。',
    'other-number': () =>
      '画面の番号と違うため、このリンクは使えなくなりました。何も変わっていません。手続きを始めた画面で、新しいメールをお求めください。',
    'denied': (site) =>
      `その手続きは打ち切られ、${site} のあなたのアカウントには誰も入っていません。登録されているすべての宛先にお知らせしました。ほかに何もする必要はありません。`,
    goneTitle: 'このリンクは使えません',
    gone: 'すでに回答済みか、新しいリンクがあるか、期限が切れています。まだ必要な場合は、手続きを始めた画面で新しいメールをお求めください。',
  },
}

export const approveTexts = (language: string): ApproveTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
