/** The shop's texts, in each of its languages. */
export const languages = { en: 'English', de: 'Deutsch', ar: 'العربية', ja: '日本語' } as const
export type Language = keyof typeof languages

export interface ShopTexts {
  motto: string
  lead: string
  /** Name and description, in the order of the goods. */
  goods: readonly (readonly [string, string])[]
  account: string
  signIn: string
  signInByPasskey: string
  signOut: string
  identifier: string
  password: string
  cannotSignIn: string
  back: string
  refused: string
  locked: string
  welcome(name: string): string
  signedIn: string
  addresses: string
  security: string
  isItYou: string
  showAgain: string
  showByPasskey: string
  goOn: string
  backToAccount: string
  languages: string
  foot: string
}

const en: ShopTexts = {
  motto: 'Things that last',
  lead: 'A small shop for what you buy once: mended here, passed on later.',
  goods: [
    ['Lantern', 'Burns a whole night'],
    ['Field notebook', 'Stone paper, 120 pages'],
    ['Tin kettle', 'One litre, whistles'],
    ['Wool blanket', 'From the next valley'],
  ],
  account: 'Your account',
  signIn: 'Sign in',
  signInByPasskey: 'Sign in with a passkey',
  signOut: 'Sign out',
  identifier: 'Email, phone number or user name',
  password: 'Password',
  cannotSignIn: 'Can’t sign in?',
  back: 'Back to sign in',
  refused: 'That did not match.',
  locked: 'There were too many tries. Wait a little, or recover the account.',
  welcome: (name) => `Welcome back, ${name}`,
  signedIn: 'You are signed in.',
  addresses: 'Where we reach you',
  security: 'Security',
  isItYou: 'Forgot your password on another device?',
  showAgain: 'Type your password once more, so that we know it is you.',
  showByPasskey: 'Use a passkey',
  goOn: 'Go on',
  backToAccount: 'Back to your account',
  languages: 'Language',
  foot: 'A demo of Regain. Nothing here is for sale.',
}

const de: ShopTexts = {
  motto: 'Dinge, die bleiben',
  lead: 'Ein kleiner Laden für alles, was man nur einmal kauft: hier repariert, später weitergegeben.',
  goods: [
    ['Laterne', 'Brennt eine ganze Nacht'],
    ['Feldbuch', 'Steinpapier, 120 Seiten'],
    ['Blechkessel', 'Ein Liter, mit Pfeife'],
    ['Wolldecke', 'Aus dem nächsten Tal'],
  ],
  account: 'Ihr Konto',
  signIn: 'Anmelden',
  signInByPasskey: 'Mit einem Passkey anmelden',
  signOut: 'Abmelden',
  identifier: 'E-Mail, Telefonnummer oder Benutzername',
  password: 'Passwort',
  cannotSignIn: 'Anmelden klappt nicht?',
  back: 'Zurück zur Anmeldung',
  refused: 'Das hat nicht gepasst.',
  locked: 'Das waren zu viele Versuche. Warten Sie etwas, oder holen Sie das Konto zurück.',
  welcome: (name) => `Willkommen zurück, ${name}`,
  signedIn: 'Sie sind angemeldet.',
  addresses: 'So erreichen wir Sie',
  security: 'Sicherheit',
  isItYou: 'Auf einem anderen Gerät das Passwort vergessen?',
  showAgain: 'Geben Sie Ihr Passwort noch einmal ein, damit wir wissen, dass Sie es sind.',
  showByPasskey: 'Passkey verwenden',
  goOn: 'Weiter',
  backToAccount: 'Zurück zu Ihrem Konto',
  languages: 'Sprache',
  foot: 'Eine Vorführung von Regain. Hier wird nichts verkauft.',
}

const ar: ShopTexts = {
  motto: 'أشياء تدوم',
  lead: 'متجر صغير لما تشتريه مرة واحدة: نصلحه هنا، وتورّثه لاحقًا.',
  goods: [
    ['فانوس', 'يضيء ليلة كاملة'],
    ['دفتر ميداني', 'ورق حجري، 120 صفحة'],
    ['غلاية', 'لتر واحد، بصفّارة'],
    ['بطانية صوف', 'من الوادي المجاور'],
  ],
  account: 'حسابك',
  signIn: 'تسجيل الدخول',
  signInByPasskey: 'تسجيل الدخول بمفتاح مرور',
  signOut: 'تسجيل الخروج',
  identifier: 'البريد الإلكتروني أو رقم الهاتف أو اسم المستخدم',
  password: 'كلمة المرور',
  cannotSignIn: 'لا تستطيع تسجيل الدخول؟',
  back: 'العودة إلى تسجيل الدخول',
  refused: 'البيانات غير متطابقة.',
  locked: 'محاولات كثيرة. انتظر قليلًا أو استعد الحساب.',
  welcome: (name) => `أهلًا بعودتك، ${name}`,
  signedIn: 'أنت مسجّل الدخول.',
  addresses: 'كيف نصل إليك',
  security: 'الأمان',
  isItYou: 'هل نسيت كلمة المرور على جهاز آخر؟',
  showAgain: 'اكتب كلمة مرورك مرة أخرى لنتأكد من أنك أنت.',
  showByPasskey: 'استخدام مفتاح مرور',
  goOn: 'متابعة',
  backToAccount: 'العودة إلى حسابك',
  languages: 'اللغة',
  foot: 'عرض لبرنامج Regain. لا شيء هنا للبيع.',
}

const ja: ShopTexts = {
  motto: '長く使えるもの',
  lead: '一度買えば長く使える品だけの小さな店。修理して、次の人へ。',
  goods: [
    ['ランタン', '一晩じゅう灯ります'],
    ['フィールドノート', '石の紙、120ページ'],
    ['ブリキのやかん', '1リットル、笛つき'],
    ['ウールの毛布', '隣の谷から'],
  ],
  account: 'アカウント',
  signIn: 'サインイン',
  signInByPasskey: 'パスキーでサインイン',
  signOut: 'サインアウト',
  identifier: 'メール、電話番号、またはユーザー名',
  password: 'パスワード',
  cannotSignIn: 'サインインできない場合',
  back: 'サインインに戻る',
  refused: '一致しませんでした。',
  locked: '試行回数が多すぎます。しばらく待つか、アカウントを回復してください。',
  welcome: (name) => `おかえりなさい、${name} さん`,
  signedIn: 'サインインしています。',
  addresses: 'ご連絡先',
  security: 'セキュリティ',
  isItYou: '別の端末でパスワードを忘れた場合',
  showAgain: 'ご本人であることを確かめるため、もう一度パスワードを入力してください。',
  showByPasskey: 'パスキーを使う',
  goOn: '続ける',
  backToAccount: 'アカウントに戻る',
  languages: '言語',
  foot: 'Regain のデモです。販売はしていません。',
}

export const shopTexts: Record<Language, ShopTexts> = { en, de, ar, ja }
