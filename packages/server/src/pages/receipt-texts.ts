/** The words of the page behind a receipt, in each language; a missing one fails the compiler. */
export interface ReceiptTexts {
  pendingTitle: string
  pending: string
  title: string
  changed(when: string): string
  unchanged(when: string): string
  notYou: string
  forPrograms(event: number, checkpoint: number): string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ReceiptTexts> = {
  en: {
    pendingTitle: 'The change is on record',
    pending: 'Its proof is made within a minute. Open this page again then.',
    title: 'The change stands in the record',
    changed: (when) => `A new password was set for the account, or a passkey in its place, on ${when}.`,
    unchanged: (when) => `What the record says of it was sealed on ${when}, and nobody has altered it since.`,
    notYou: 'If it was not you, use the link against it in the mail that led you here.',
    forPrograms: (event, checkpoint) =>
      `Event ${event}, checkpoint ${checkpoint}. For a program to check: GET /v1/receipts/… with this receipt.`,
  },
  de: {
    pendingTitle: 'Die Änderung ist festgehalten',
    pending: 'Der Beweis dafür entsteht innerhalb einer Minute. Öffnen Sie diese Seite dann noch einmal.',
    title: 'Die Änderung steht im Protokoll',
    changed: (when) => `Am ${when} bekam das Konto ein neues Passwort oder einen Passkey an seiner Stelle.`,
    unchanged: (when) => `Was das Protokoll davon sagt, wurde am ${when} versiegelt, und seitdem hat es niemand geändert.`,
    notYou: 'Wenn Sie das nicht waren, nehmen Sie den Link dagegen in der Mail, die Sie hierher geführt hat.',
    forPrograms: (event, checkpoint) =>
      `Ereignis ${event}, Prüfpunkt ${checkpoint}. Für ein Programm zum Nachprüfen: GET /v1/receipts/… mit diesem Beleg.`,
  },
  ar: {
    pendingTitle: 'التغيير مسجّل',
    pending: 'يُنشأ إثباته خلال دقيقة. افتح هذه الصفحة من جديد بعدها.',
    title: 'التغيير مثبت في السجل',
    changed: (when) => `عُيّنت للحساب كلمة مرور جديدة، أو مفتاح مرور بدلًا منها، في ${when}.`,
    unchanged: (when) => `خُتم ما يقوله السجل عنه في ${when}، ولم يغيّره أحد منذ ذلك الحين.`,
    notYou: 'إذا لم تكن أنت فاستخدم الرابط المضاد له في الرسالة التي أوصلتك إلى هنا.',
    forPrograms: (event, checkpoint) => `الحدث ${event}، نقطة التحقق ${checkpoint}. لبرنامج يتحقق: ‎GET /v1/receipts/…‎ مع هذا الإيصال.`,
  },
  ja: {
    pendingTitle: '変更は記録されています',
    pending: '証明は 1 分以内にできます。そのころ、もう一度このページを開いてください。',
    title: 'この変更は記録に残っています',
    changed: (when) => `${when} に、アカウントに新しいパスワード、またはその代わりのパスキーが設定されました。`,
    unchanged: (when) => `この記録は ${when} に封印され、その後、誰も書き換えていません。`,
    notYou: 'お心当たりがない場合は、このページへのリンクがあったメールの、変更を止めるリンクをお使いください。',
    forPrograms: (event, checkpoint) =>
      `イベント ${event}、チェックポイント ${checkpoint}。プログラムで確かめる場合は、この控えで GET /v1/receipts/… を呼びます。`,
  },
}

export const receiptTexts = (language: string): ReceiptTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
