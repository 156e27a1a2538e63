/** The words of the page by which an address leaves an account that is not its reader's, in each language; a missing one fails the compiler. */
export interface NotMineTexts {
  title(site: string): string
  lead(site: string): string
  means: string
  /** What is ticked before the button. */
  mark: string
  button: string
  otherwise: string
  done(site: string): string
  frozen(site: string): string
  goneTitle: string
  gone: string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', NotMineTexts> = {
  en: {
    title: (site) => `An account at ${site} uses your address`,
    lead: (site) => `Somebody gave your address for an account at ${site}. If that account is not yours, you can take your address off it.`,
    means: 'Then no code and no notice about that account comes to you any more, and nobody gets into it by way of your mailbox.',
    mark: 'That account is not mine',
    button: 'The account is not mine: take my address off',
    otherwise: 'If the account is yours, just close this page: you could lose your way back into it. Nothing has happened yet.',
    done: (site) => `Your address is off that account. ${site} has been told, and you need not do anything else.`,
    frozen: (site) =>
      `That account is frozen at the moment, and nothing can be changed. Open this link again in some days, or get in touch with ${site}.`,
    goneTitle: 'This link works no more',
    gone: 'It is too old. A newer mail about that account has a newer link.',
  },
  de: {
    title: (site) => `Ein Konto bei ${site} benutzt Ihre Adresse`,
    lead: (site) =>
      `Jemand hat Ihre Adresse für ein Konto bei ${site} angegeben. Wenn dieses Konto nicht Ihres ist, können Sie Ihre Adresse davon entfernen.`,
    means: 'Dann kommt kein Code und keine Nachricht zu diesem Konto mehr zu Ihnen, und niemand kommt über Ihr Postfach hinein.',
    mark: 'Dieses Konto ist nicht meines',
    button: 'Das Konto ist nicht meines: meine Adresse entfernen',
    otherwise:
      'Wenn das Konto Ihres ist, schließen Sie diese Seite einfach: Sie könnten Ihren Weg zurück verlieren. Noch ist nichts geschehen.',
    done: (site) => `Ihre Adresse gehört nicht mehr zu diesem Konto. ${site} hat es erfahren, und Sie müssen nichts weiter tun.`,
    frozen: (site) =>
      `Dieses Konto ist gerade eingefroren, und nichts lässt sich ändern. Öffnen Sie den Link in einigen Tagen noch einmal, oder wenden Sie sich an ${site}.`,
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er ist zu alt. Eine neuere Mail zu diesem Konto hat einen neueren Link.',
  },
  ar: {
    title: (site) => `حساب لدى ${site} يستخدم عنوانك`,
    lead: (site) => `أعطى شخص عنوانك لحساب لدى ${site}. إذا لم يكن ذلك الحساب لك فيمكنك إزالة عنوانك منه.`,
    means: 'بعد ذلك لن يصلك أي رمز أو إشعار عن ذلك الحساب، ولن يدخله أحد عن طريق بريدك.',
    mark: 'ذلك الحساب ليس لي',
    button: 'الحساب ليس لي: أزل عنواني',
    otherwise: 'إذا كان الحساب لك فأغلق هذه الصفحة فحسب: فقد تفقد طريق عودتك إليه. لم يحدث شيء بعد.',
    done: (site) => `لم يعد عنوانك مرتبطًا بذلك الحساب. أُبلغ ${site} بالأمر، ولا يلزمك فعل أي شيء آخر.`,
    frozen: (site) => `ذلك الحساب مجمّد حاليًا ولا يمكن تغيير شيء فيه. افتح هذا الرابط من جديد بعد بضعة أيام، أو تواصل مع ${site}.`,
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'إنه قديم جدًا. في الرسالة الأحدث عن ذلك الحساب رابط أحدث.',
  },
  ja: {
    title: (site) => `${site} のアカウントに、あなたのアドレスが使われています`,
    lead: (site) =>
      `${site} のアカウントに、あなたのアドレスが登録されています。ご自身のアカウントでない場合は、アドレスをそのアカウントから外せます。`,
    means: '外すと、そのアカウントについてのコードやお知らせは届かなくなり、あなたのメールを通じて誰かが入ることもできなくなります。',
    mark: 'そのアカウントは自分のものではありません',
    button: '自分のアカウントではない：アドレスを外す',
    otherwise: 'ご自身のアカウントの場合は、このページを閉じてください。外すと、戻る方法を失うことがあります。まだ何も変わっていません。',
    done: (site) => `アドレスをそのアカウントから外しました。${site} にも伝わっています。ほかに何もする必要はありません。`,
    frozen: (site) =>
      `そのアカウントは現在凍結されており、変更できません。数日後にもう一度このリンクを開くか、${site} にお問い合わせください。`,
    goneTitle: 'このリンクは使えません',
    gone: '期限が切れています。そのアカウントについての新しいメールに、新しいリンクがあります。',
  },
}

export const notMineTexts = (language: string): NotMineTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
