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
  offline: 'أنت غير متصل.',
  approval: 'رابط بالبريد الإلكتروني للتأكيد',
  contacts: 'جهات الاتصال للاستعادة',
  savedCode: 'رمز محفوظ',
  device: 'جهاز سجّلت الدخول منه',
}

const de: typeof en = {
  characters: 'Stattdessen Zeichen eingeben',
  resend: 'Neuen Code senden',
  noMethod: 'Ich habe nichts davon',
  back: 'Zurück',
  show: 'Passwort anzeigen',
  cancel: 'Abbrechen',
  tryAgain: 'Noch einmal versuchen',
  again: 'Neu beginnen',
  otherAccount: 'Anderes Konto verwenden',
  offline: 'Sie sind offline.',
  approval: 'Link per E-Mail, zum Bestätigen',
  contacts: 'Vertrauenspersonen',
  savedCode: 'Notfallcode',
  device: 'Gerät, auf dem Sie angemeldet sind',
}

const ja: typeof en = {
  characters: '文字を入力して確認する',
  resend: '新しいコードを送る',
  noMethod: 'どれも使えません',
  back: '戻る',
  show: 'パスワードを表示',
  cancel: 'キャンセル',
  tryAgain: 'もう一度試す',
  again: '最初からやり直す',
  otherAccount: '別のアカウントを使う',
  offline: 'オフラインです。',
  approval: 'メールのリンクで承認する',
  contacts: '復旧の連絡先',
  savedCode: '控えのコード',
  device: 'サインイン中の端末',
}

export const words = { en, ar, de, ja }
