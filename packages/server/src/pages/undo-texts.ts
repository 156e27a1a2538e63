/** The words of the page behind an undo link, in each language; a missing one fails the compiler. */
export interface UndoTexts {
  title(site: string): string
  lead: string
  /** What is ticked before the button. */
  mark: string
  button: string
  otherwise: string
  goOn: string
  goOnButton: string
  goneTitle: string
  gone: string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', UndoTexts> = {
  en: {
    title: (site) => `A change to your ${site} account`,
    lead: 'If this wasn’t you, press the button. It freezes the account immediately: all devices are signed out, and nobody can get in. You then prove with an older address that the account is yours, the change is undone, and you set a new password.',
    mark: 'I didn’t make this change',
    button: 'This wasn’t me: freeze the account',
    otherwise: 'If it was you, just close this page. Nothing will happen.',
    goOn: 'The account is frozen. Nobody can get in until you prove with an older address that it is yours.',
    goOnButton: 'Continue and recover the account',
    goneTitle: 'This link no longer works',
    gone: 'The change was already undone, an earlier change was undone, or the link has expired. If something is wrong with your account, contact the site.',
  },
  de: {
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
  ar: {
    title: (site) => `تغيير في حسابك لدى ${site}`,
    lead: 'إذا لم تكن أنت من فعل ذلك فاضغط الزر. يُجمَّد الحساب فورًا: يُسجَّل خروج جميع الأجهزة ولا يدخل أحد. ثم تُثبت بعنوان أقدم أن الحساب لك، فيُلغى التغيير، وتعيّن كلمة مرور جديدة.',
    mark: 'لم أُجرِ هذا التغيير',
    button: 'لم أكن أنا: جمّد الحساب',
    otherwise: 'إذا كنت أنت من فعل ذلك فأغلق هذه الصفحة فحسب. لن يحدث شيء.',
    goOn: 'الحساب مجمّد. لن يدخل أحد حتى تُثبت بعنوان أقدم أنه لك.',
    goOnButton: 'تابع لاستعادته',
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'أُلغي التغيير من قبل، أو أُلغي تغيير أقدم منه، أو انتهت صلاحية الرابط. إذا كان في حسابك خلل فتواصل مع الموقع.',
  },
  ja: {
    title: (site) => `${site} のアカウントの変更`,
    lead: 'お心当たりがない場合は、ボタンを押してください。アカウントはすぐに凍結され、すべての端末からサインアウトし、誰も入れなくなります。その後、以前からの連絡先でご本人であることを確かめると、変更が取り消され、新しいパスワードを設定できます。',
    mark: 'この変更は自分がしたものではありません',
    button: '心当たりがない：アカウントを凍結する',
    otherwise: 'お心当たりがある場合は、このページを閉じてください。何も起こりません。',
    goOn: 'アカウントは凍結されています。以前からの連絡先でご本人であることを確かめるまで、誰も入れません。',
    goOnButton: '続けて取り戻す',
    goneTitle: 'このリンクは使えません',
    gone: '変更はすでに取り消されたか、それより前の変更が取り消されたか、リンクの期限が切れています。アカウントに問題がある場合は、サイトの担当者にお問い合わせください。',
  },
}

export const undoTexts = (language: string): UndoTexts => Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
