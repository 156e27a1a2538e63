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
    title: (site) => `Is it you, at ${site}?`,
    lead: (site) => `Somebody wants to get back into your account at ${site}, and says it is you. Nothing has happened yet.`,
    begun: (when) => `They began on ${when}.`,
    browser: (name) => `Browser: ${name}.`,
    place: (country) => `Place: ${country}, as far as can be told.`,
    label: 'The number on your own screen',
    hint: 'Two digits, shown where you began. Type none that somebody tells you by phone, mail or chat.',
    button: 'It is me',
    otherwise: 'It was somebody else',
    notMeMark: 'I did not begin this',
    notMe: 'End this attempt',
    unread: 'Type the two digits that your screen shows. Nothing has happened yet.',
    unmarked: 'Say which it is: type the number that your screen shows, or mark that you did not begin this. Nothing has happened yet.',
    'approved': () => 'Thank you. Go back to the screen where you began: it goes on there. You can close this page.',
    'other-number': () =>
      'That is another number than the one on the screen, so this link works no more. Nothing has changed. Ask for a new mail where you began.',
    'denied': (site) =>
      `That attempt is over, and nobody got into your account at ${site}. We sent word to all your addresses. You need not do anything else.`,
    goneTitle: 'This link works no more',
    gone: 'It was answered already, there is a newer one, or its time is over. If you still need it, ask for a new mail where you began.',
  },
  de: {
    title: (site) => `Sind Sie das, bei ${site}?`,
    lead: (site) => `Jemand möchte zurück in Ihr Konto bei ${site} und sagt, das seien Sie. Noch ist nichts geschehen.`,
    begun: (when) => `Begonnen wurde am ${when}.`,
    browser: (name) => `Browser: ${name}.`,
    place: (country) => `Ort: ${country}, soweit es sich sagen lässt.`,
    label: 'Die Zahl auf Ihrem eigenen Bildschirm',
    hint: 'Zwei Ziffern, die dort stehen, wo Sie begonnen haben. Tippen Sie keine ein, die Ihnen jemand am Telefon, per Mail oder im Chat nennt.',
    button: 'Das bin ich',
    otherwise: 'Das war jemand anders',
    notMeMark: 'Ich habe das nicht begonnen',
    notMe: 'Diesen Versuch beenden',
    unread: 'Tippen Sie die zwei Ziffern ein, die Ihr Bildschirm zeigt. Noch ist nichts geschehen.',
    unmarked:
      'Sagen Sie, was zutrifft: Tippen Sie die Zahl von Ihrem Bildschirm ein, oder kreuzen Sie an, dass Sie das nicht begonnen haben. Noch ist nichts geschehen.',
    'approved': () =>
      'Danke. Gehen Sie zurück zu dem Bildschirm, an dem Sie begonnen haben: Dort geht es weiter. Diese Seite können Sie schließen.',
    'other-number': () =>
      'Das ist eine andere Zahl als die auf dem Bildschirm, darum gilt dieser Link nicht mehr. Geändert hat sich nichts. Fordern Sie dort, wo Sie begonnen haben, eine neue Mail an.',
    'denied': (site) =>
      `Dieser Versuch ist zu Ende, und niemand ist in Ihr Konto bei ${site} gelangt. Wir haben allen Ihren Adressen Bescheid gegeben. Sie müssen nichts weiter tun.`,
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er wurde schon beantwortet, es gibt einen neueren, oder seine Zeit ist um. Wenn Sie ihn noch brauchen, fordern Sie dort, wo Sie begonnen haben, eine neue Mail an.',
  },
  ar: {
    title: (site) => `هل هذا أنت، لدى ${site}؟`,
    lead: (site) => `يريد شخص العودة إلى حسابك لدى ${site} ويقول إنه أنت. لم يحدث شيء بعد.`,
    begun: (when) => `بدأ ذلك في ${when}.`,
    browser: (name) => `المتصفح: ${name}.`,
    place: (country) => `المكان: ${country}، بقدر ما يمكن معرفته.`,
    label: 'الرقم الظاهر على شاشتك أنت',
    hint: 'خانتان تظهران حيث بدأت. لا تكتب رقمًا يخبرك به أحد بالهاتف أو البريد أو الدردشة.',
    button: 'هذا أنا',
    otherwise: 'كان شخصًا آخر',
    notMeMark: 'لم أبدأ ذلك',
    notMe: 'أنهِ هذه المحاولة',
    unread: 'اكتب الخانتين الظاهرتين على شاشتك. لم يحدث شيء بعد.',
    unmarked: 'اختر ما يصح: اكتب الرقم الظاهر على شاشتك، أو ضع علامة على أنك لم تبدأ ذلك. لم يحدث شيء بعد.',
    'approved': () => 'شكرًا لك. عد إلى الشاشة التي بدأت منها: هناك تستمر. يمكنك إغلاق هذه الصفحة.',
    'other-number': () => 'هذا رقم غير الظاهر على الشاشة، ولذلك لم يعد هذا الرابط صالحًا. لم يتغير شيء. اطلب رسالة جديدة من حيث بدأت.',
    'denied': (site) => `انتهت تلك المحاولة ولم يدخل أحد حسابك لدى ${site}. أرسلنا خبرًا إلى جميع عناوينك. لا يلزمك فعل أي شيء آخر.`,
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'أُجيب عنه من قبل، أو هناك رابط أحدث، أو انتهى وقته. إذا كنت لا تزال بحاجة إليه فاطلب رسالة جديدة من حيث بدأت.',
  },
  ja: {
    title: (site) => `${site} の手続きは、ご本人ですか？`,
    lead: (site) => `${site} のあなたのアカウントに戻ろうとしている人がいて、ご本人だと言っています。まだ何も起きていません。`,
    begun: (when) => `開始：${when}`,
    browser: (name) => `ブラウザ：${name}`,
    place: (country) => `場所：${country}（分かる範囲）`,
    label: 'ご自身の画面に出ている番号',
    hint: '手続きを始めた画面に出ている 2 桁の数字です。電話やメール、チャットで人から言われた番号は入力しないでください。',
    button: '本人です',
    otherwise: 'ほかの人が始めた場合',
    notMeMark: '自分は始めていません',
    notMe: 'この手続きを打ち切る',
    unread: '画面に出ている 2 桁の数字を入力してください。まだ何も起きていません。',
    unmarked: 'どちらかをお選びください：画面の番号を入力するか、「自分は始めていません」に印を付けます。まだ何も起きていません。',
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
