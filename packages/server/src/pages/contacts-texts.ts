/** The words of the pages about recovery contacts, in each language; a missing one fails the compiler. */
export interface ContactTexts {
  /** To be one. */
  inviteTitle(whose: string): string
  inviteLead(whose: string, site: string): string
  inviteMeans: readonly string[]
  acceptMark: string
  accept: string
  leaveMark: string
  decline: string
  accepted(whose: string): string
  declined: string
  isTitle(whose: string): string
  isLead(whose: string, site: string): string
  leave: string
  /** To help. */
  askTitle(whose: string): string
  askLead(whose: string, site: string): string
  askWhen: string
  warnings(site: string): readonly string[]
  confirmMark: string
  confirm: string
  strangeMark: string
  strange: string
  strangeWhy: string
  codeTitle: string
  codeLead(whose: string): string
  codeAgain: string
  codeUntil(when: string): string
  stopped(site: string): string
  /** For the owner, who was notified. */
  ownerTitle(site: string): string
  ownerLead(site: string): string
  ownerMark: string
  ownerStop: string
  ownerElse: string
  overTitle: string
  over: string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ContactTexts> = {
  en: {
    inviteTitle: (whose) => `Will you be a recovery contact for ${whose}?`,
    inviteLead: (whose, site) =>
      `The owner of the account ${whose} at ${site} trusts you, and asks you to help if they ever can’t get into their account.`,
    inviteMeans: [
      'If that happens, you get an email, and they call you or meet you. You read out a code to them. That is all.',
      'You see only the name of the account, and you can’t get into it. Other contacts are asked, too.',
      'You can stop being a contact at any time, with the link in any email about it.',
    ],
    acceptMark: 'I know this person',
    accept: 'Yes, I will help',
    leaveMark: 'I don’t want to be a contact',
    decline: 'No, thank you',
    accepted: (whose) => `Thank you. You are now a recovery contact for ${whose}. Keep the email: you can stop at any time with its link.`,
    declined: 'You are not a recovery contact, and your address was deleted.',
    isTitle: (whose) => `You are a recovery contact for ${whose}`,
    isLead: (whose, site) =>
      `If the owner of the account ${whose} at ${site} can’t get into it, you get an email. Once you have spoken with them, you read out a code to them.`,
    leave: 'Stop being a contact',
    askTitle: (whose) => `Have you spoken with ${whose}?`,
    askLead: (whose, site) => `Someone wants to recover the account ${whose} at ${site}. You can help by reading out a code to them.`,
    askWhen: 'Continue only if they have called you or are with you, and you recognise their voice or face.',
    warnings: (site) => [
      `${site} will never ask you for this code.`,
      'An email or a chat message is not enough, no matter who seems to have sent it: call the person yourself.',
      'If someone puts pressure on you, or tells you what to say, stop the attempt.',
    ],
    confirmMark: 'They called me or are with me, and I recognise them',
    confirm: 'Yes, I have spoken with them: show the code',
    strangeMark: 'I haven’t heard from them, or something seems wrong',
    strange: 'Stop the attempt',
    strangeWhy: 'This ends the attempt immediately and notifies the owner. Being wrong does no harm: they can try again.',
    codeTitle: 'Read out this code',
    codeLead: (whose) => `Read it to ${whose} by voice. Don’t send it by email or chat, and don’t give it to anyone else.`,
    codeAgain: 'To see it again, reopen the link in the email.',
    codeUntil: (when) => `It works once, until ${when}.`,
    stopped: (site) => `The attempt was stopped. Nobody got in, and ${site} notifies the owner. Thank you.`,
    ownerTitle: (site) => `Your contacts at ${site} are being asked`,
    ownerLead: (site) =>
      `Someone wants to recover your ${site} account, and your recovery contacts were asked to read out their codes. If this isn’t you, stop the attempt.`,
    ownerMark: 'I didn’t start this',
    ownerStop: 'It isn’t me: stop the attempt',
    ownerElse: 'If it is you, just close this page. Nothing has happened yet.',
    overTitle: 'There is nothing left to do here',
    over: 'This link is no longer needed, or it has expired. You don’t need to do anything.',
  },
  de: {
    inviteTitle: (whose) => `Möchten Sie Vertrauensperson von ${whose} sein?`,
    inviteLead: (whose, site) =>
      `Wem das Konto ${whose} bei ${site} gehört, vertraut Ihnen und bittet Sie um Hilfe, falls der Weg ins Konto einmal versperrt ist.`,
    inviteMeans: [
      'In diesem Fall bekommen Sie eine E-Mail, und die Person ruft Sie an oder trifft Sie. Sie lesen ihr einen Code vor. Das ist alles.',
      'Sie sehen vom Konto nur den Namen und kommen nicht hinein. Auch andere Vertrauenspersonen werden gefragt.',
      'Sie können jederzeit aufhören, über den Link in jeder E-Mail dazu.',
    ],
    acceptMark: 'Ich kenne diese Person',
    accept: 'Ja, ich helfe',
    leaveMark: 'Ich möchte keine Vertrauensperson sein',
    decline: 'Nein, danke',
    accepted: (whose) =>
      `Danke. Sie sind jetzt Vertrauensperson von ${whose}. Bewahren Sie die E-Mail auf: Über ihren Link können Sie jederzeit aufhören.`,
    declined: 'Sie sind keine Vertrauensperson, und Ihre Adresse wurde gelöscht.',
    isTitle: (whose) => `Sie sind Vertrauensperson von ${whose}`,
    isLead: (whose, site) =>
      `Ist der Weg ins Konto ${whose} bei ${site} einmal versperrt, bekommen Sie eine E-Mail. Sobald Sie mit der Person gesprochen haben, lesen Sie ihr einen Code vor.`,
    leave: 'Nicht mehr Vertrauensperson sein',
    askTitle: (whose) => `Haben Sie mit ${whose} gesprochen?`,
    askLead: (whose, site) =>
      `Jemand möchte das Konto ${whose} bei ${site} wiederherstellen. Sie können helfen, indem Sie einen Code vorlesen.`,
    askWhen: 'Machen Sie nur weiter, wenn die Person Sie angerufen hat oder bei Ihnen ist und Sie ihre Stimme oder ihr Gesicht erkennen.',
    warnings: (site) => [
      `${site} fragt Sie nie nach diesem Code.`,
      'Eine E-Mail oder Chatnachricht genügt nicht, egal von wem sie zu kommen scheint: Rufen Sie die Person selbst an.',
      'Wenn jemand Sie drängt oder Ihnen sagt, was Sie antworten sollen, beenden Sie den Versuch.',
    ],
    confirmMark: 'Die Person hat mich angerufen oder ist bei mir, und ich erkenne sie',
    confirm: 'Ja, ich habe mit ihr gesprochen: Code zeigen',
    strangeMark: 'Ich habe nichts von ihr gehört, oder etwas kommt mir falsch vor',
    strange: 'Versuch beenden',
    strangeWhy:
      'Das beendet den Versuch sofort, und der Inhaber wird benachrichtigt. Ein Irrtum schadet nicht: Ein neuer Versuch ist möglich.',
    codeTitle: 'Lesen Sie diesen Code vor',
    codeLead: (whose) => `Lesen Sie ihn ${whose} vor. Schicken Sie ihn nicht per E-Mail oder Chat, und geben Sie ihn niemand anderem.`,
    codeAgain: 'Um ihn noch einmal zu sehen, öffnen Sie den Link in der E-Mail erneut.',
    codeUntil: (when) => `Er gilt einmal, bis ${when}.`,
    stopped: (site) => `Der Versuch wurde beendet. Niemand kam hinein, und ${site} benachrichtigt den Inhaber. Danke.`,
    ownerTitle: (site) => `Ihre Vertrauenspersonen bei ${site} werden gefragt`,
    ownerLead: (site) =>
      `Jemand möchte Ihr Konto bei ${site} wiederherstellen, und Ihre Vertrauenspersonen wurden gebeten, ihre Codes vorzulesen. Wenn Sie das nicht sind, beenden Sie den Versuch.`,
    ownerMark: 'Ich habe das nicht begonnen',
    ownerStop: 'Das bin ich nicht: Versuch beenden',
    ownerElse: 'Wenn Sie es sind, schließen Sie diese Seite einfach. Noch ist nichts geschehen.',
    overTitle: 'Hier ist nichts mehr zu tun',
    over: 'Dieser Link wird nicht mehr gebraucht oder ist abgelaufen. Sie müssen nichts tun.',
  },
  ar: {
    inviteTitle: (whose) => `هل تقبل أن تكون جهة اتصال للاستعادة لـ ${whose}؟`,
    inviteLead: (whose, site) => `صاحب الحساب ${whose} لدى ${site} يثق بك، ويطلب مساعدتك إذا تعذر عليه يومًا الدخول إلى حسابه.`,
    inviteMeans: [
      'إذا حدث ذلك فستصلك رسالة، ويتصل بك أو يقابلك، وتقرأ له رمزًا. هذا كل شيء.',
      'لا ترى من الحساب إلا اسمه، ولا يمكنك الدخول إليه. ويُسأل آخرون أيضًا.',
      'يمكنك التوقف في أي وقت عن طريق الرابط في أي رسالة بهذا الشأن.',
    ],
    acceptMark: 'أعرف هذا الشخص',
    accept: 'نعم، سأساعد',
    leaveMark: 'لا أرغب في أن أكون جهة اتصال',
    decline: 'لا، شكرًا',
    accepted: (whose) => `شكرًا لك. أنت الآن جهة اتصال لـ ${whose}. احتفظ بالرسالة: برابطها يمكنك التوقف في أي وقت.`,
    declined: 'لست جهة اتصال، وقد حُذف عنوانك.',
    isTitle: (whose) => `أنت جهة اتصال لـ ${whose}`,
    isLead: (whose, site) => `عندما يتعذر على صاحب الحساب ${whose} لدى ${site} الدخول إليه تصلك رسالة، وتقرأ له رمزًا بعد أن تتحدث معه.`,
    leave: 'التوقف عن ذلك',
    askTitle: (whose) => `هل تحدثت مع ${whose}؟`,
    askLead: (whose, site) => `يريد شخص استعادة الحساب ${whose} لدى ${site}. يمكنك مساعدته بقراءة رمز له.`,
    askWhen: 'تابع فقط إذا كان قد اتصل بك أو كان معك، وعرفت صوته أو وجهه.',
    warnings: (site) => [
      `لن يسألك ${site} عن هذا الرمز أبدًا.`,
      'رسالة بريد أو محادثة لا تكفي، أيًّا كان من يبدو أنه أرسلها: اتصل بالشخص بنفسك.',
      'إذا ضغط عليك أحد أو أملى عليك ما تقول، فأوقف المحاولة.',
    ],
    confirmMark: 'اتصل بي أو هو معي، وقد عرفته',
    confirm: 'نعم، تحدثت معه: أظهر الرمز',
    strangeMark: 'لم أسمع منه، أو في الأمر ما يريب',
    strange: 'أوقف المحاولة',
    strangeWhy: 'ينهي ذلك المحاولة فورًا، ويُبلغ صاحب الحساب. لا ضرر إذا كنت مخطئًا: يمكنه المحاولة من جديد.',
    codeTitle: 'اقرأ هذا الرمز',
    codeLead: (whose) => `اقرأه لـ ${whose} بصوتك. لا ترسله بالبريد الإلكتروني أو الدردشة، ولا تعطه لأحد آخر.`,
    codeAgain: 'لرؤيته مرة أخرى افتح الرابط في الرسالة من جديد.',
    codeUntil: (when) => `يعمل مرة واحدة، حتى ${when}.`,
    stopped: (site) => `أُوقفت المحاولة. لم يدخل أحد، وسيُبلغ ${site} صاحب الحساب. شكرًا لك.`,
    ownerTitle: (site) => `يُسأل الآن من تثق بهم لدى ${site}`,
    ownerLead: (site) => `يريد شخص استعادة حسابك لدى ${site}، وطُلب من جهات الاتصال الخاصة بك قراءة رموزها. إذا لم تكن أنت فأوقف المحاولة.`,
    ownerMark: 'لم أبدأ ذلك',
    ownerStop: 'هذا ليس أنا: أوقف المحاولة',
    ownerElse: 'إذا كنت أنت فأغلق هذه الصفحة فحسب. لم يحدث شيء بعد.',
    overTitle: 'لا شيء تفعله هنا بعد الآن',
    over: 'لم تعد هناك حاجة إلى هذا الرابط، أو انتهت صلاحيته. لا يلزمك فعل شيء.',
  },
  ja: {
    inviteTitle: (whose) => `${whose} の「復旧の連絡先」になりますか？`,
    inviteLead: (whose, site) =>
      `${site} のアカウント ${whose} の持ち主があなたを信頼し、アカウントに入れなくなったときの手助けをお願いしています。`,
    inviteMeans: [
      'そのときは、あなたにメールが届き、持ち主が電話するか直接会います。あなたはコードを読み上げます。それだけです。',
      'あなたに見えるのはアカウントの名前だけで、アカウントには入れません。ほかの連絡先にも依頼が届きます。',
      '連絡先はいつでもやめられます。関連するどのメールのリンクからでもできます。',
    ],
    acceptMark: 'この人を知っています',
    accept: 'はい、手助けします',
    leaveMark: '連絡先にはなりません',
    decline: 'いいえ',
    accepted: (whose) =>
      `ありがとうございます。${whose} の「復旧の連絡先」になりました。メールは保管してください。そのリンクからいつでもやめられます。`,
    declined: 'あなたは連絡先ではありません。アドレスは消去されました。',
    isTitle: (whose) => `あなたは ${whose} の「復旧の連絡先」です`,
    isLead: (whose, site) =>
      `${site} のアカウント ${whose} の持ち主が入れなくなると、あなたにメールが届きます。本人と話してから、コードを読み上げます。`,
    leave: '連絡先をやめる',
    askTitle: (whose) => `${whose} と話しましたか？`,
    askLead: (whose, site) => `${site} のアカウント ${whose} を復旧したいという人がいます。あなたはコードを読み上げて手助けできます。`,
    askWhen: '本人から電話があったか、一緒にいて、声か顔で本人だと分かったときだけ、先へ進んでください。',
    warnings: (site) => [
      `${site} がこのコードをお尋ねすることは決してありません。`,
      '誰からのものに見えても、メールやチャットだけでは不十分です。ご自分から本人に電話してください。',
      '急かされたり、答え方を指示されたりしたら、手続きを止めてください。',
    ],
    confirmMark: '本人から電話があったか、一緒にいて、本人だと分かりました',
    confirm: 'はい、話しました：コードを表示',
    strangeMark: '連絡がない、または何かがおかしい',
    strange: '手続きを止める',
    strangeWhy: 'この手続きはすぐに終わり、持ち主に通知されます。思い違いでも害はありません。持ち主はやり直せます。',
    codeTitle: 'このコードを読み上げてください',
    codeLead: (whose) => `${whose} に声で伝えてください。メールやチャットには書かず、ほかの誰にも渡さないでください。`,
    codeAgain: 'もう一度見るには、メールのリンクを開き直してください。',
    codeUntil: (when) => `${when} まで、1 回だけ使えます。`,
    stopped: (site) => `手続きを止めました。誰も入っていません。持ち主には ${site} からお知らせします。ありがとうございます。`,
    ownerTitle: (site) => `${site} の連絡先に依頼が届いています`,
    ownerLead: (site) =>
      `${site} のあなたのアカウントを復旧しようとしている人がいて、連絡先の方々がコードを読み上げるよう頼まれています。ご本人でない場合は、手続きを止めてください。`,
    ownerMark: '自分は始めていません',
    ownerStop: '自分ではない：手続きを止める',
    ownerElse: 'ご本人の場合は、このページを閉じてください。まだ何も起きていません。',
    overTitle: 'ここですることはもうありません',
    over: 'このリンクは不要になったか、期限が切れています。何もする必要はありません。',
  },
}

export const contactTexts = (language: string): ContactTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
