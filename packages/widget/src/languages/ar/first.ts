/** The first screen, in Arabic. */
import type { FirstTexts } from '../texts.ts'
import { seconds } from './counted.ts'

export default {
  loading: 'لحظة…',
  next: 'التالي',
  tryAgain: 'إعادة المحاولة',
  tryAgainIn: (count) => `أعد المحاولة بعد ${seconds(count)}.`,
  step: (number, of) => `الخطوة ${number} من ${of}`,
  choices: 'الخيارات',
  reasonTitle: 'ما الذي يمنعك من تسجيل الدخول؟',
  reasonMissing: 'اختر الأقرب إلى حالتك.',
  reasons: {
    'forgot-password': 'نسيت كلمة المرور',
    'cannot-sign-in': 'أعرف كلمة المرور لكن لا أستطيع الدخول',
    'compromised': 'أظن أن شخصًا آخر يستخدم حسابي',
  },
  identifyTitle: 'لنعدك إلى حسابك',
  identifyLead: (site) => `ما حسابك لدى ${site}؟`,
  identifierLabel: 'البريد الإلكتروني أو رقم الهاتف أو اسم المستخدم',
  identifierHint: 'اكتب رقم الهاتف مع رمز البلد، مثل \u2066+49\u00a030\u00a01234567\u2069.',
  identifierMissing: 'اكتب بريدك الإلكتروني أو رقم هاتفك أو اسم المستخدم.',
  slow: 'يستغرق هذا وقتًا أطول. ما زلنا نحاول.',
  offline: 'أنت غير متصل. ما كتبته محفوظ، وسنتابع حين يعود الاتصال.',
  tooMany: 'محاولات كثيرة. انتظر قليلًا ثم أعد المحاولة. لم يضع شيء.',
  unreachable: 'الخادم لا يستجيب الآن. ما كتبته محفوظ.',
  notSetUp: 'الاستعادة غير متاحة هنا. راسل دعم الموقع.',
} satisfies FirstTexts
