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
    pendingTitle: 'The change was recorded',
    pending: 'The proof will be ready within a minute. Reload this page then.',
    title: 'The change is in the audit log',
    changed: (when) => `On ${when}, a new password or a passkey in its place was set for the account.`,
    unchanged: (when) => `The entry was sealed on ${when} and has not been altered since.`,
    notYou: 'If this wasn’t you, use the link to stop the change in the email that led you here.',
    forPrograms: (event, checkpoint) =>
      `Event ${event}, checkpoint ${checkpoint}. To check it with a program, call GET /v1/receipts/… with this receipt.`,
  },
  de: {
    pendingTitle: 'Die Änderung wurde aufgezeichnet',
    pending: 'Der Nachweis ist innerhalb einer Minute fertig. Laden Sie diese Seite dann neu.',
    title: 'Die Änderung steht im Protokoll',
    changed: (when) => `Am ${when} bekam das Konto ein neues Passwort oder einen Passkey an seiner Stelle.`,
    unchanged: (when) => `Der Eintrag wurde am ${when} versiegelt und seitdem nicht verändert.`,
    notYou: 'Wenn Sie das nicht waren, benutzen Sie den Link gegen die Änderung in der E-Mail, die Sie hierher geführt hat.',
    forPrograms: (event, checkpoint) =>
      `Ereignis ${event}, Prüfpunkt ${checkpoint}. Zum Prüfen mit einem Programm: GET /v1/receipts/… mit diesem Beleg.`,
  },
  ar: {
    pendingTitle: 'التغيير مسجّل',
    pending: 'سيكون الإثبات جاهزًا خلال دقيقة. أعد تحميل هذه الصفحة بعدها.',
    title: 'التغيير موجود في سجل التدقيق',
    changed: (when) => `عُيّنت للحساب كلمة مرور جديدة، أو مفتاح مرور بدلًا منها، في ${when}.`,
    unchanged: (when) => `خُتم القيد في ${when} ولم يُغيَّر منذ ذلك الحين.`,
    notYou: 'إذا لم تكن أنت فاستخدم رابط إيقاف التغيير في الرسالة التي أوصلتك إلى هنا.',
    forPrograms: (event, checkpoint) => `الحدث ${event}، نقطة التحقق ${checkpoint}. لبرنامج يتحقق: ‎GET /v1/receipts/…‎ مع هذا الإيصال.`,
  },
  ja: {
    pendingTitle: '変更は記録されています',
    pending: '証明は 1 分以内に用意できます。そのころ、このページを読み込み直してください。',
    title: 'この変更は監査ログに記録されています',
    changed: (when) => `${when} に、アカウントに新しいパスワード、またはその代わりのパスキーが設定されました。`,
    unchanged: (when) => `この記録は ${when} に封印され、その後、誰も書き換えていません。`,
    notYou: 'お心当たりがない場合は、このページへのリンクがあったメールの、変更を止めるリンクをお使いください。',
    forPrograms: (event, checkpoint) =>
      `イベント ${event}、チェックポイント ${checkpoint}。プログラムで確かめる場合は、この控えで GET /v1/receipts/… を呼びます。`,
  },
}

export const receiptTexts = (language: string): ReceiptTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
