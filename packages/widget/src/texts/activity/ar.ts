/** What happened to an account, in Arabic: said on the security page, and to who reports that somebody else is in. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'سجّل شخص الدخول',
  'recovery-started': 'ذكر شخص حسابك للعودة إليه',
  'proof-given': 'أثبت شخص أنه أنت',
  'proof-failed': 'كُتب رمز خاطئ',
  'attempt-denied': 'أُنهيت محاولة: قال شخص إنها ليست منك',
  'password-changed': 'تغيّرت كلمة المرور',
  'passkey-made': 'حلّ مفتاح مرور محل كلمة المرور',
  'unlocked': 'فُتح تسجيل الدخول من جديد',
  'locked': 'قُفل الحساب',
  'sign-in-locked': 'أُغلق تسجيل الدخول بعد كلمات مرور خاطئة',
  'account-changed': 'غيّر الموقع أسماء أو عناوين أو كلمة المرور',
  'address-removed': 'أُزيل عنوان',
  'signed-out': 'سُجّل خروجك من كل مكان',
  'method-set-up': 'أُعِدّ',
  'method-renewed': 'جُدّد',
  'method-removed': 'أُزيل',
  'contact-accepted': 'وافق شخص على أن يكون جهة اتصال',
  'contact-left': 'لا يرغب شخص في أن يكون جهة اتصال',
  'recovery-stopped': 'أُوقفت محاولة عن طريق جهات الاتصال',
  'practised': 'جرّبت هل تستطيع العودة إلى حسابك',
  'hold-ended': 'تم تأكيد شيء جديد',
  'recovery-held': 'استرداد ينتظر لأن عنوانًا واحدًا فقط يعلم به',
} satisfies Record<Activity, string>
