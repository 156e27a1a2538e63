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
    begin: (site) =>
      `You can check whether the person you speak with is one of the people of ${site}. You read them a code, and they read you one.`,
    beginButton: 'I am on the phone with them',
    title: (site) => `On the phone with ${site}`,
    read: 'Read this code to them:',
    keepOpen: 'It is good for ten minutes. Keep this page open: it shows when somebody has typed it in.',
    waiting: (site) => `Nobody at ${site} has typed your code in yet.`,
    taken: (site, who) => `${who} of ${site} typed your code in. Ask them to read you theirs. It must be:`,
    over: () => 'This call is over, or your code is too old. If you still speak with somebody, begin anew.',
    denied: (site) => `The call is ended. Hang up, and if you still need help, call ${site} yourself.`,
    differs: 'If you hear another code, or none, it is somebody else: hang up.',
    denyButton: 'It does not match: end this',
    lookButton: 'Look again',
    provesOnly: (site) =>
      `Equal codes show that you speak with the people of ${site}. They do not show whose account it is: you will still be asked for that.`,
  },
  de: {
    beginTitle: 'Gerade am Telefon?',
    begin: (site) =>
      `Sie können prüfen, ob Sie mit den Leuten von ${site} sprechen. Sie lesen einen Code vor, und man liest Ihnen einen vor.`,
    beginButton: 'Ich telefoniere gerade mit ihnen',
    title: (site) => `Am Telefon mit ${site}`,
    read: 'Lesen Sie diesen Code vor:',
    keepOpen: 'Er gilt zehn Minuten. Lassen Sie diese Seite offen: Sie zeigt, wenn ihn jemand eingegeben hat.',
    waiting: (site) => `Bei ${site} hat noch niemand Ihren Code eingegeben.`,
    taken: (site, who) => `${who} von ${site} hat Ihren Code eingegeben. Lassen Sie sich nun den anderen vorlesen. Er muss lauten:`,
    over: () => 'Dieses Gespräch ist zu Ende, oder Ihr Code ist zu alt. Wenn Sie noch mit jemandem sprechen, beginnen Sie neu.',
    denied: (site) => `Das Gespräch ist beendet. Legen Sie auf, und wenn Sie noch Hilfe brauchen, rufen Sie ${site} selbst an.`,
    differs: 'Wenn Sie einen anderen Code hören oder gar keinen, ist es jemand anders: Legen Sie auf.',
    denyButton: 'Er stimmt nicht: beenden',
    lookButton: 'Noch einmal nachsehen',
    provesOnly: (site) =>
      `Gleiche Codes zeigen, dass Sie mit den Leuten von ${site} sprechen. Sie zeigen nicht, wem das Konto gehört: Danach wird man Sie noch fragen.`,
  },
  ar: {
    beginTitle: 'هل أنت على الهاتف الآن؟',
    begin: (site) => `يمكنك التحقق من أن من تحدّثه من القائمين على ${site}. تقرأ له رمزًا، ويقرأ لك رمزًا.`,
    beginButton: 'أنا على الهاتف معهم',
    title: (site) => `على الهاتف مع ${site}`,
    read: 'اقرأ لهم هذا الرمز:',
    keepOpen: 'يصلح لعشر دقائق. أبقِ هذه الصفحة مفتوحة: ستُظهر متى أدخله أحد.',
    waiting: (site) => `لم يُدخل أحد لدى ${site} رمزك بعد.`,
    taken: (site, who) => `أدخل ${who} من ${site} رمزك. اطلب أن يُقرأ لك الرمز الآخر. يجب أن يكون:`,
    over: () => 'انتهت هذه المكالمة، أو أصبح رمزك قديمًا. إذا كنت لا تزال تتحدث مع أحد فابدأ من جديد.',
    denied: (site) => `انتهت المكالمة. أغلق الخط، وإذا كنت لا تزال بحاجة إلى مساعدة فاتصل بـ ${site} بنفسك.`,
    differs: 'إذا سمعت رمزًا آخر، أو لم تسمع رمزًا، فهو شخص آخر: أغلق الخط.',
    denyButton: 'الرمز غير مطابق: إنهاء',
    lookButton: 'تحقّق مرة أخرى',
    provesOnly: (site) => `تطابق الرمزين يُثبت أنك تتحدث مع القائمين على ${site}. لكنه لا يُثبت لمن الحساب: سيُطلب منك ذلك لاحقًا.`,
  },
  ja: {
    beginTitle: '今、電話中ですか？',
    begin: (site) => `話している相手が ${site} の担当者かどうか確かめられます。あなたがコードを読み上げ、相手もコードを読み上げます。`,
    beginButton: '担当者と電話中です',
    title: (site) => `${site} との電話`,
    read: 'このコードを相手に読み上げてください：',
    keepOpen: '10 分間有効です。このページを開いたままにしてください。入力されると、ここに表示されます。',
    waiting: (site) => `${site} では、まだあなたのコードが入力されていません。`,
    taken: (site, who) => `${site} の ${who} があなたのコードを入力しました。相手のコードを読み上げてもらってください。次と同じはずです：`,
    over: () => 'この電話は終了したか、コードの期限が切れています。まだ話している場合は、最初からやり直してください。',
    denied: (site) => `終了しました。電話を切ってください。まだ助けが必要な場合は、ご自身から ${site} に電話してください。`,
    differs: '違うコードを聞いたとき、またはコードを言わないときは、別人です。電話を切ってください。',
    denyButton: '一致しない：終了する',
    lookButton: 'もう一度確認',
    provesOnly: (site) =>
      `コードが一致すれば、相手が ${site} の担当者だと分かります。アカウントが誰のものかは示しません。それは別に確認されます。`,
  },
}

export const callTexts = (language: string): CallTexts => Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
