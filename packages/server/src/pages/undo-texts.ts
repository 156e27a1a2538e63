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
    lead: 'If it was not you, press the button. The account is frozen at once: everybody is signed out, and nobody gets in. Then you prove by an older address that it is yours, everything is put back, and you choose a new password.',
    mark: 'I did not make this change',
    button: 'This wasn’t me: freeze the account',
    otherwise: 'If it was you, just close this page. Nothing happens.',
    goOn: 'The account is frozen. Nobody gets in until you have proven by an older address that it is yours.',
    goOnButton: 'Go on and get it back',
    goneTitle: 'This link works no more',
    gone: 'The change was undone already, another one was undone before it, or the link is too old. If something is wrong with your account, get in touch with the people of the site.',
  },
  de: {
    title: (site) => `Eine Änderung an Ihrem Konto bei ${site}`,
    lead: 'Wenn Sie das nicht waren, drücken Sie den Knopf. Das Konto wird sofort eingefroren: Alle werden abgemeldet, und niemand kommt hinein. Dann beweisen Sie mit einer älteren Adresse, dass es Ihres ist, alles wird zurückgestellt, und Sie wählen ein neues Passwort.',
    mark: 'Diese Änderung ist nicht von mir',
    button: 'Das war ich nicht: Konto einfrieren',
    otherwise: 'Wenn Sie es waren, schließen Sie diese Seite einfach. Es geschieht nichts.',
    goOn: 'Das Konto ist eingefroren. Niemand kommt hinein, bis Sie mit einer älteren Adresse bewiesen haben, dass es Ihres ist.',
    goOnButton: 'Weiter und zurückholen',
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Die Änderung wurde schon rückgängig gemacht, eine frühere wurde es, oder der Link ist zu alt. Wenn mit Ihrem Konto etwas nicht stimmt, wenden Sie sich an die Leute der Seite.',
  },
  ar: {
    title: (site) => `تغيير في حسابك لدى ${site}`,
    lead: 'إذا لم تكن أنت من فعل ذلك فاضغط الزر. يُجمَّد الحساب فورًا: يُسجَّل خروج الجميع ولا يدخل أحد. ثم تُثبت بعنوان أقدم أن الحساب لك، فيعود كل شيء كما كان، وتختار كلمة مرور جديدة.',
    mark: 'لم أُجرِ هذا التغيير',
    button: 'لم أكن أنا: جمّد الحساب',
    otherwise: 'إذا كنت أنت من فعل ذلك فأغلق هذه الصفحة فحسب. لن يحدث شيء.',
    goOn: 'الحساب مجمّد. لن يدخل أحد حتى تُثبت بعنوان أقدم أنه لك.',
    goOnButton: 'تابع لاستعادته',
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'أُلغي التغيير من قبل، أو أُلغي تغيير أقدم منه، أو أن الرابط قديم جدًا. إذا كان في حسابك خلل فتواصل مع القائمين على الموقع.',
  },
  ja: {
    title: (site) => `${site} のアカウントの変更`,
    lead: 'お心当たりがない場合は、ボタンを押してください。アカウントはすぐに凍結され、全員がサインアウトされ、誰も入れなくなります。その後、以前からの連絡先でご本人であることを確かめると、すべてが元に戻り、新しいパスワードを決められます。',
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
