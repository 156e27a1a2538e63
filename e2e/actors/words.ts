/** The labels of the buttons that a person looks for, as they appear on the screen. */
const en = {
  characters: 'Enter characters instead',
  resend: 'Send a new code',
  noMethod: 'I don’t have any of these',
  back: 'Back',
  show: 'Show password',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  again: 'Start again',
  otherAccount: 'Use another account',
  offline: 'You’re offline.',
  approval: 'Approval link by email',
  contacts: 'Recovery contacts',
  savedCode: 'Saved code',
  device: 'A device where you’re signed in',
}

const ar: typeof en = {
  characters: 'كتابة أحرف',
  resend: 'إرسال رمز جديد',
  noMethod: 'لا أملك أيًا منها',
  back: 'رجوع',
  show: 'إظهار كلمة المرور',
  cancel: 'إلغاء',
  tryAgain: 'إعادة المحاولة',
  again: 'البدء من جديد',
  otherAccount: 'حساب آخر',
  offline: 'أنت غير متصل بالإنترنت.',
  approval: 'رابط بالبريد الإلكتروني للتأكيد',
  contacts: 'جهات الاتصال للاستعادة',
  savedCode: 'رمز محفوظ',
  device: 'جهاز سجّلت الدخول منه',
}

export const words = { en, ar }
