/** The words of the page for calls, in each language; a missing one fails the compiler. */
export interface CallTexts {
  beginTitle: string
  begin(site: string): string
  beginButton: string
  title(site: string): string
  read: string
  keepOpen: string
  waiting(site: string): string
  taken(site: string, who: string): string
  over(site: string): string
  denied(site: string): string
  differs: string
  denyButton: string
  lookButton: string
  provesOnly(site: string): string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', CallTexts> = {
  en: {
    beginTitle: 'On the phone right now?',
    begin: (site) => `Check whether you are really talking to ${site} support. You read them a code, and they read one back to you.`,
    beginButton: 'I’m on the phone with them',
    title: (site) => `On the phone with ${site}`,
    read: 'Read this code to them:',
    keepOpen: 'It is valid for ten minutes. Keep this page open: it updates when someone has entered the code.',
    waiting: (site) => `Nobody at ${site} has entered your code yet.`,
    taken: (site, who) => `${who} at ${site} has entered your code. Ask them to read theirs to you. It must be:`,
    over: () => 'This call has ended, or your code has expired. If you are still on the phone, start again.',
    denied: (site) => `The call was ended here. Hang up now. If you still need help, call ${site} yourself.`,
    differs: 'If you hear a different code, or none, you are not talking to support: hang up.',
    denyButton: 'The codes don’t match: end the call',
    lookButton: 'Check again',
    provesOnly: (site) =>
      `Matching codes show that you are talking to ${site} support. They don’t show whose account it is: you will still have to prove that.`,
  },
  de: {
    beginTitle: 'Gerade am Telefon?',
    begin: (site) =>
      `Prüfen Sie, ob Sie wirklich mit dem Support von ${site} sprechen. Sie lesen einen Code vor, und man liest Ihnen einen vor.`,
    beginButton: 'Ich telefoniere gerade mit dem Support',
    title: (site) => `Am Telefon mit ${site}`,
    read: 'Lesen Sie diesen Code vor:',
    keepOpen: 'Er gilt zehn Minuten. Lassen Sie diese Seite offen: Sie zeigt an, sobald jemand den Code eingegeben hat.',
    waiting: (site) => `Bei ${site} hat noch niemand Ihren Code eingegeben.`,
    taken: (site, who) => `${who} von ${site} hat Ihren Code eingegeben. Lassen Sie sich nun den anderen Code vorlesen. Er muss lauten:`,
    over: () => 'Dieses Gespräch ist beendet, oder Ihr Code ist abgelaufen. Wenn Sie noch telefonieren, beginnen Sie neu.',
    denied: (site) => `Das Gespräch wurde hier beendet. Legen Sie jetzt auf. Wenn Sie noch Hilfe brauchen, rufen Sie ${site} selbst an.`,
    differs: 'Wenn Sie einen anderen Code hören oder gar keinen, sprechen Sie nicht mit dem Support: Legen Sie auf.',
    denyButton: 'Die Codes stimmen nicht überein: Gespräch beenden',
    lookButton: 'Noch einmal prüfen',
    provesOnly: (site) =>
      `Gleiche Codes zeigen, dass Sie mit dem Support von ${site} sprechen. Sie zeigen nicht, wem das Konto gehört: Das müssen Sie noch nachweisen.`,
  },
  ar: {
    beginTitle: 'هل أنت على الهاتف الآن؟',
    begin: (site) => `تحقق من أنك تتحدث فعلًا مع فريق الدعم في ${site}. تقرأ له رمزًا، ويقرأ لك رمزًا.`,
    beginButton: 'أنا على الهاتف معهم',
    title: (site) => `على الهاتف مع ${site}`,
    read: 'اقرأ لهم هذا الرمز:',
    keepOpen: 'صالح لعشر دقائق. أبقِ هذه الصفحة مفتوحة: ستُحدَّث عندما يُدخل أحد الرمز.',
    waiting: (site) => `لم يُدخل أحد لدى ${site} رمزك بعد.`,
    taken: (site, who) => `أدخل ${who} من ${site} رمزك. اطلب أن يُقرأ لك الرمز الآخر. يجب أن يكون:`,
    over: () => 'انتهت هذه المكالمة، أو انتهت صلاحية رمزك. إذا كنت لا تزال على الهاتف فابدأ من جديد.',
    denied: (site) => `أُنهيت المكالمة هنا. أغلق الخط الآن. إذا كنت لا تزال بحاجة إلى مساعدة فاتصل بـ ${site} بنفسك.`,
    differs: 'إذا سمعت رمزًا آخر، أو لم تسمع رمزًا، فأنت لا تتحدث مع فريق الدعم: أغلق الخط.',
    denyButton: 'الرمزان غير متطابقين: إنهاء المكالمة',
    lookButton: 'تحقّق مرة أخرى',
    provesOnly: (site) => `تطابق الرمزين يُثبت أنك تتحدث مع فريق الدعم في ${site}. لكنه لا يُثبت لمن الحساب: سيُطلب منك إثبات ذلك لاحقًا.`,
  },
  ja: {
    beginTitle: '今、電話中ですか？',
    begin: (site) =>
      `話している相手が本当に ${site} の担当者かどうかを確認できます。あなたがコードを読み上げ、相手もコードを読み上げます。`,
    beginButton: '担当者と電話中です',
    title: (site) => `${site} との電話`,
    read: 'このコードを相手に読み上げてください：',
    keepOpen: '10 分間有効です。このページを開いたままにしてください。入力されると、ここに表示されます。',
    waiting: (site) => `${site} では、まだあなたのコードが入力されていません。`,
    taken: (site, who) => `${site} の ${who} があなたのコードを入力しました。相手のコードを読み上げてもらってください。次と同じはずです：`,
    over: () => 'この電話は終了したか、コードの期限が切れています。まだ電話中の場合は、最初からやり直してください。',
    denied: (site) => `ここで終了しました。今すぐ電話を切ってください。まだ助けが必要な場合は、ご自身から ${site} に電話してください。`,
    differs: '違うコードを言われたとき、またはコードを言わないときは、相手は担当者ではありません。電話を切ってください。',
    denyButton: 'コードが一致しない：終了する',
    lookButton: 'もう一度確認',
    provesOnly: (site) =>
      `コードが一致すれば、相手が ${site} の担当者だと分かります。アカウントが誰のものかは示しません。それは、別に証明していただきます。`,
  },
}

export const callTexts = (language: string): CallTexts => Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
