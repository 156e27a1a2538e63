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
    inviteTitle: (whose) => `Will you be a contact of ${whose}?`,
    inviteLead: (whose, site) =>
      `The owner of the account ${whose} at ${site} trusts you, and asks you to help on the day when they can’t get into their account.`,
    inviteMeans: [
      'On that day you get a mail, and they call you or come to you. You read out a code to them. That is all.',
      'You see nothing of the account but its name, and you can’t get into it. Other contacts are asked, too.',
      'You can stop being a contact at any time, by the link in any mail about it.',
    ],
    acceptMark: 'I know this person',
    accept: 'Yes, I will help',
    leaveMark: 'I don’t want to be a contact',
    decline: 'No, thank you',
    accepted: (whose) => `Thank you. You are a contact of ${whose} now. Keep the mail: by its link you can stop at any time.`,
    declined: 'You are no contact, and your address is forgotten.',
    isTitle: (whose) => `You are a contact of ${whose}`,
    isLead: (whose, site) =>
      `When the owner of the account ${whose} at ${site} can’t get into it, you get a mail, and read out a code to them once you have spoken with them.`,
    leave: 'Stop being a contact',
    askTitle: (whose) => `Have you spoken with ${whose}?`,
    askLead: (whose, site) => `Somebody wants to get back into the account ${whose} at ${site}. You help by reading out a code to them.`,
    askWhen: 'Go on only if they have called you, or stand before you, and you know by voice or face that it is the person whom you know.',
    warnings: (site) => [
      `Nobody from ${site} will ever ask you for this code.`,
      'A mail or a chat message is not enough, whoever seems to write it: call the person yourself.',
      'If somebody presses you, or tells you what to say, say that it is strange.',
    ],
    confirmMark: 'They called me, or stand before me, and I know it is them',
    confirm: 'Yes, I have spoken with them: show the code',
    strangeMark: 'I have not heard from them, or something is strange',
    strange: 'Stop it',
    strangeWhy: 'That ends this attempt at once, and the owner is told. It does no harm if you were wrong: they can try again.',
    codeTitle: 'Read out this code',
    codeLead: (whose) => `Read it to ${whose} by voice. Do not write it in a mail or a chat, and give it to nobody else.`,
    codeAgain: 'To see it again, open the link in the mail once more.',
    codeUntil: (when) => `It works once, until ${when}.`,
    stopped: (site) => `It is stopped. Nobody got in, and the owner is told by ${site}. Thank you.`,
    ownerTitle: (site) => `Your contacts at ${site} are being asked`,
    ownerLead: (site) =>
      `Somebody wants to get into your account at ${site}, and your recovery contacts have been asked to read out their codes. If it is not you, stop it.`,
    ownerMark: 'I did not begin this',
    ownerStop: 'That is not me: stop it',
    ownerElse: 'If it is you, just close this page. Nothing has happened yet.',
    overTitle: 'There is nothing to do here any more',
    over: 'What this link was about is over, or the link is too old. You need not do anything.',
  },
  de: {
    inviteTitle: (whose) => `Möchten Sie Vertrauensperson von ${whose} sein?`,
    inviteLead: (whose, site) =>
      `Wem das Konto ${whose} bei ${site} gehört, vertraut Ihnen und bittet Sie um Hilfe für den Tag, an dem der Weg ins Konto versperrt ist.`,
    inviteMeans: [
      'An diesem Tag bekommen Sie eine Mail, und die Person ruft Sie an oder kommt zu Ihnen. Sie lesen ihr einen Code vor. Das ist alles.',
      'Sie sehen vom Konto nur den Namen und kommen nicht hinein. Auch andere Vertrauenspersonen werden gefragt.',
      'Sie können jederzeit aufhören, über den Link in jeder Mail dazu.',
    ],
    acceptMark: 'Ich kenne diese Person',
    accept: 'Ja, ich helfe',
    leaveMark: 'Ich möchte keine Vertrauensperson sein',
    decline: 'Nein, danke',
    accepted: (whose) =>
      `Danke. Sie sind jetzt Vertrauensperson von ${whose}. Behalten Sie die Mail: Über ihren Link können Sie jederzeit aufhören.`,
    declined: 'Sie sind keine Vertrauensperson, und Ihre Adresse ist vergessen.',
    isTitle: (whose) => `Sie sind Vertrauensperson von ${whose}`,
    isLead: (whose, site) =>
      `Ist der Weg ins Konto ${whose} bei ${site} einmal versperrt, bekommen Sie eine Mail und lesen einen Code vor, sobald Sie mit der Person gesprochen haben.`,
    leave: 'Nicht mehr Vertrauensperson sein',
    askTitle: (whose) => `Haben Sie mit ${whose} gesprochen?`,
    askLead: (whose, site) => `Jemand möchte wieder in das Konto ${whose} bei ${site}. Sie helfen, indem Sie einen Code vorlesen.`,
    askWhen:
      'Machen Sie nur weiter, wenn die Person Sie angerufen hat oder vor Ihnen steht und Sie an Stimme oder Gesicht erkannt haben, dass sie es ist.',
    warnings: (site) => [
      `Niemand von ${site} fragt Sie jemals nach diesem Code.`,
      'Eine Mail oder Chatnachricht genügt nicht, von wem auch immer sie zu sein scheint: Rufen Sie die Person selbst an.',
      'Wenn jemand Sie drängt oder Ihnen sagt, was Sie antworten sollen, sagen Sie, dass etwas seltsam ist.',
    ],
    confirmMark: 'Die Person hat mich angerufen oder steht vor mir, und ich habe sie erkannt',
    confirm: 'Ja, ich habe mit ihr gesprochen: Code zeigen',
    strangeMark: 'Ich habe nichts gehört, oder etwas ist seltsam',
    strange: 'Anhalten',
    strangeWhy:
      'Das beendet diesen Versuch sofort, und wem das Konto gehört, erfährt es. Es schadet nicht, wenn Sie sich irren: Ein neuer Versuch ist möglich.',
    codeTitle: 'Lesen Sie diesen Code vor',
    codeLead: (whose) => `Lesen Sie ihn ${whose} vor. Schreiben Sie ihn in keine Mail und keinen Chat, und geben Sie ihn niemand anderem.`,
    codeAgain: 'Um ihn noch einmal zu sehen, öffnen Sie den Link in der Mail erneut.',
    codeUntil: (when) => `Er gilt einmal, bis ${when}.`,
    stopped: (site) => `Es ist angehalten. Niemand kam hinein, und wem das Konto gehört, erfährt es von ${site}. Danke.`,
    ownerTitle: (site) => `Ihre Vertrauenspersonen bei ${site} werden gefragt`,
    ownerLead: (site) =>
      `Jemand möchte in Ihr Konto bei ${site}, und Ihre Vertrauenspersonen wurden gebeten, ihre Codes vorzulesen. Wenn Sie das nicht sind, halten Sie es an.`,
    ownerMark: 'Ich habe das nicht begonnen',
    ownerStop: 'Das bin ich nicht: anhalten',
    ownerElse: 'Wenn Sie es sind, schließen Sie diese Seite einfach. Noch ist nichts geschehen.',
    overTitle: 'Hier ist nichts mehr zu tun',
    over: 'Worum es bei diesem Link ging, ist vorbei, oder der Link ist zu alt. Sie müssen nichts tun.',
  },
  ar: {
    inviteTitle: (whose) => `هل تقبل أن تكون جهة اتصال لـ ${whose}؟`,
    inviteLead: (whose, site) => `صاحب الحساب ${whose} لدى ${site} يثق بك، ويطلب مساعدتك في اليوم الذي يتعذر عليه فيه الدخول إلى حسابه.`,
    inviteMeans: [
      'في ذلك اليوم تصلك رسالة، ويتصل بك أو يأتي إليك، وتقرأ له رمزًا. هذا كل شيء.',
      'لا ترى من الحساب إلا اسمه، ولا يمكنك الدخول إليه. ويُسأل آخرون أيضًا.',
      'يمكنك التوقف في أي وقت عن طريق الرابط في أي رسالة بهذا الشأن.',
    ],
    acceptMark: 'أعرف هذا الشخص',
    accept: 'نعم، سأساعد',
    leaveMark: 'لا أرغب في أن أكون جهة اتصال',
    decline: 'لا، شكرًا',
    accepted: (whose) => `شكرًا لك. أنت الآن جهة اتصال لـ ${whose}. احتفظ بالرسالة: برابطها يمكنك التوقف في أي وقت.`,
    declined: 'لست جهة اتصال، وقد نُسي عنوانك.',
    isTitle: (whose) => `أنت جهة اتصال لـ ${whose}`,
    isLead: (whose, site) => `عندما يتعذر على صاحب الحساب ${whose} لدى ${site} الدخول إليه تصلك رسالة، وتقرأ له رمزًا بعد أن تتحدث معه.`,
    leave: 'التوقف عن ذلك',
    askTitle: (whose) => `هل تحدثت مع ${whose}؟`,
    askLead: (whose, site) => `شخص يريد العودة إلى الحساب ${whose} لدى ${site}. تساعده بقراءة رمز له.`,
    askWhen: 'تابع فقط إذا كان قد اتصل بك أو يقف أمامك، وعرفت من صوته أو وجهه أنه الشخص الذي تعرفه.',
    warnings: (site) => [
      `لن يسألك أحد من ${site} عن هذا الرمز أبدًا.`,
      'رسالة بريد أو محادثة لا تكفي، مهما بدا مرسلها: اتصل بالشخص بنفسك.',
      'إذا ضغط عليك أحد أو أملى عليك ما تقول، فقل إن في الأمر ما يريب.',
    ],
    confirmMark: 'اتصل بي أو يقف أمامي، وأنا متأكد أنه هو',
    confirm: 'نعم، تحدثت معه: أظهر الرمز',
    strangeMark: 'لم أسمع منه، أو في الأمر ما يريب',
    strange: 'أوقف ذلك',
    strangeWhy: 'ينهي ذلك هذه المحاولة فورًا، ويُبلغ صاحب الحساب. لا ضرر إن كنت مخطئًا: يمكنه المحاولة من جديد.',
    codeTitle: 'اقرأ هذا الرمز',
    codeLead: (whose) => `اقرأه لـ ${whose} بصوتك. لا تكتبه في رسالة أو محادثة، ولا تعطه لأحد آخر.`,
    codeAgain: 'لرؤيته مرة أخرى افتح الرابط في الرسالة من جديد.',
    codeUntil: (when) => `يعمل مرة واحدة، حتى ${when}.`,
    stopped: (site) => `أُوقف ذلك. لم يدخل أحد، ويُبلغ ${site} صاحب الحساب. شكرًا لك.`,
    ownerTitle: (site) => `يُسأل الآن من تثق بهم لدى ${site}`,
    ownerLead: (site) => `شخص يريد الدخول إلى حسابك لدى ${site}، وطُلب من جهات الاتصال الخاصة بك قراءة رموزها. إذا لم تكن أنت فأوقف ذلك.`,
    ownerMark: 'لم أبدأ ذلك',
    ownerStop: 'هذا ليس أنا: أوقفه',
    ownerElse: 'إذا كنت أنت فأغلق هذه الصفحة فحسب. لم يحدث شيء بعد.',
    overTitle: 'لا شيء تفعله هنا بعد الآن',
    over: 'انتهى ما يخصه هذا الرابط، أو أن الرابط قديم جدًا. لا يلزمك فعل شيء.',
  },
  ja: {
    inviteTitle: (whose) => `${whose} の連絡先になりますか？`,
    inviteLead: (whose, site) =>
      `${site} のアカウント ${whose} の持ち主があなたを信頼し、アカウントに入れなくなった日の手助けをお願いしています。`,
    inviteMeans: [
      'その日には、あなたにメールが届き、持ち主から電話があるか、会いに来ます。あなたはコードを読み上げます。それだけです。',
      'あなたに見えるのはアカウントの名前だけで、アカウントには入れません。ほかの連絡先にも依頼が届きます。',
      '連絡先はいつでもやめられます。関連するどのメールのリンクからでもできます。',
    ],
    acceptMark: 'この人を知っています',
    accept: 'はい、手助けします',
    leaveMark: '連絡先にはなりません',
    decline: 'いいえ',
    accepted: (whose) =>
      `ありがとうございます。${whose} の連絡先になりました。メールは保管してください。そのリンクからいつでもやめられます。`,
    declined: 'あなたは連絡先ではありません。アドレスは消去されました。',
    isTitle: (whose) => `あなたは ${whose} の連絡先です`,
    isLead: (whose, site) =>
      `${site} のアカウント ${whose} の持ち主が入れなくなると、あなたにメールが届きます。本人と話してから、コードを読み上げます。`,
    leave: '連絡先をやめる',
    askTitle: (whose) => `${whose} と話しましたか？`,
    askLead: (whose, site) => `${site} のアカウント ${whose} に戻りたいという人がいます。あなたはコードを読み上げて手助けします。`,
    askWhen: '本人から電話があったか、目の前にいて、声か顔で知っている人だと確かめたときだけ、先へ進んでください。',
    warnings: (site) => [
      `${site} の者がこのコードを尋ねることは決してありません。`,
      '誰からのものに見えても、メールやチャットだけでは不十分です。ご自分から本人に電話してください。',
      '急かされたり、答え方を指示されたりしたら、「不審」を選んでください。',
    ],
    confirmMark: '本人から電話があったか、目の前にいて、本人だと確かめました',
    confirm: 'はい、話しました：コードを表示',
    strangeMark: '連絡がない、または不審である',
    strange: '止める',
    strangeWhy: 'この試みはすぐに終わり、持ち主に伝わります。思い違いでも害はありません。持ち主はやり直せます。',
    codeTitle: 'このコードを読み上げてください',
    codeLead: (whose) => `${whose} に声で伝えてください。メールやチャットには書かず、ほかの誰にも渡さないでください。`,
    codeAgain: 'もう一度見るには、メールのリンクを開き直してください。',
    codeUntil: (when) => `${when} まで、1 回だけ使えます。`,
    stopped: (site) => `止めました。誰も入っていません。持ち主には ${site} からお知らせします。ありがとうございます。`,
    ownerTitle: (site) => `${site} の連絡先に依頼が届いています`,
    ownerLead: (site) =>
      `${site} のあなたのアカウントに入ろうとする人がいて、連絡先の方々がコードを読み上げるよう頼まれています。ご本人でない場合は、止めてください。`,
    ownerMark: '自分は始めていません',
    ownerStop: '自分ではない：止める',
    ownerElse: 'ご本人の場合は、このページを閉じてください。まだ何も起きていません。',
    overTitle: 'ここですることはもうありません',
    over: 'このリンクの用件は終わったか、リンクの期限が切れています。何もする必要はありません。',
  },
}

export const contactTexts = (language: string): ContactTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
