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
    lead: (site) => `Someone gave your address for an account at ${site}. If the account isn’t yours, you can remove your address from it.`,
    means: 'You will no longer get codes or notices about that account, and nobody can get into it through your mailbox.',
    mark: 'The account isn’t mine',
    button: 'The account isn’t mine: remove my address',
    otherwise: 'If the account is yours, just close this page. Removing your address could lock you out. Nothing has happened yet.',
    done: (site) => `Your address was removed from that account. ${site} was notified, and you don’t need to do anything else.`,
    frozen: (site) => `That account is frozen at the moment and can’t be changed. Open this link again in a few days, or contact ${site}.`,
    goneTitle: 'This link no longer works',
    gone: 'It has expired. The latest email about that account has a newer link.',
  },
  de: {
    title: (site) => `Ein Konto bei ${site} benutzt Ihre Adresse`,
    lead: (site) =>
      `Jemand hat Ihre Adresse für ein Konto bei ${site} angegeben. Wenn dieses Konto nicht Ihres ist, können Sie Ihre Adresse davon entfernen.`,
    means: 'Sie bekommen dann keine Codes und Nachrichten zu diesem Konto mehr, und niemand kommt über Ihr Postfach hinein.',
    mark: 'Dieses Konto ist nicht meines',
    button: 'Das Konto ist nicht meines: meine Adresse entfernen',
    otherwise:
      'Wenn das Konto Ihnen gehört, schließen Sie diese Seite einfach. Ohne Ihre Adresse könnten Sie sich aussperren. Noch ist nichts geschehen.',
    done: (site) => `Ihre Adresse wurde von diesem Konto entfernt. ${site} wurde benachrichtigt, und Sie müssen nichts weiter tun.`,
    frozen: (site) =>
      `Dieses Konto ist gerade eingefroren, und nichts lässt sich ändern. Öffnen Sie den Link in einigen Tagen noch einmal, oder wenden Sie sich an ${site}.`,
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er ist abgelaufen. Die neueste E-Mail zu diesem Konto enthält einen neueren Link.',
  },
  ar: {
    title: (site) => `حساب لدى ${site} يستخدم عنوانك`,
    lead: (site) => `أعطى شخص عنوانك لحساب لدى ${site}. إذا لم يكن ذلك الحساب لك فيمكنك إزالة عنوانك منه.`,
    means: 'بعد ذلك لن يصلك أي رمز أو إشعار عن ذلك الحساب، ولن يدخله أحد عن طريق بريدك.',
    mark: 'ذلك الحساب ليس لي',
    button: 'الحساب ليس لي: أزل عنواني',
    otherwise: 'إذا كان الحساب لك فأغلق هذه الصفحة فحسب. إزالة عنوانك قد تمنعك من الدخول. لم يحدث شيء بعد.',
    done: (site) => `لم يعد عنوانك مرتبطًا بذلك الحساب. أُبلغ ${site} بالأمر، ولا يلزمك فعل أي شيء آخر.`,
    frozen: (site) => `ذلك الحساب مجمّد حاليًا ولا يمكن تغيير شيء فيه. افتح هذا الرابط من جديد بعد بضعة أيام، أو تواصل مع ${site}.`,
    goneTitle: 'لم يعد هذا الرابط صالحًا',
    gone: 'انتهت صلاحيته. في أحدث رسالة عن ذلك الحساب رابط أحدث.',
  },
  ja: {
    title: (site) => `${site} のアカウントに、あなたのアドレスが使われています`,
    lead: (site) =>
      `${site} のアカウントに、あなたのアドレスが登録されています。ご自身のアカウントでない場合は、アドレスをそのアカウントから外せます。`,
    means: '外すと、そのアカウントについてのコードやお知らせは届かなくなり、あなたのメールを通じて誰かが入ることもできなくなります。',
    mark: 'そのアカウントは自分のものではありません',
    button: '自分のアカウントではない：アドレスを外す',
    otherwise:
      'ご自身のアカウントの場合は、このページを閉じてください。アドレスを外すと、アカウントに入れなくなることがあります。まだ何も変わっていません。',
    done: (site) => `アドレスをそのアカウントから外しました。${site} にも伝わっています。ほかに何もする必要はありません。`,
    frozen: (site) =>
      `そのアカウントは現在凍結されており、変更できません。数日後にもう一度このリンクを開くか、${site} にお問い合わせください。`,
    goneTitle: 'このリンクは使えません',
    gone: '期限が切れています。そのアカウントについての新しいメールに、新しいリンクがあります。',
  },
}

export const notMineTexts = (language: string): NotMineTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
