/** What happened to an account, in Arabic: on the security page, and for people who report that someone else is in their account. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'سجّل شخص الدخول',
  'recovery-started': 'بدأ شخص استعادة حسابك',
  'proof-given': 'أثبت شخص أنه أنت',
  'proof-failed': 'أدخل شخص رمزًا خاطئًا',
  'attempt-denied': 'أُنهيت محاولة، لأن شخصًا قال إنها ليست منك',
  'password-changed': 'تغيّرت كلمة المرور',
  'passkey-made': 'حلّ مفتاح مرور محل كلمة المرور',
  'unlocked': 'أُلغي قفل تسجيل الدخول',
  'locked': 'قُفل الحساب',
  'sign-in-locked': 'قُفل تسجيل الدخول بعد كلمات مرور خاطئة',
  'account-changed': 'غيّر الموقع أسماء أو عناوين أو كلمة المرور',
  'address-removed': 'أُزيل عنوان',
  'signed-out': 'سُجّل خروجك من كل مكان',
  'method-set-up': 'أُعِدّ',
  'method-renewed': 'جُدّد',
  'method-removed': 'أُزيل',
  'contact-accepted': 'وافق شخص على أن يكون جهة اتصال لك',
  'contact-left': 'لا يرغب شخص في أن يكون جهة اتصال لك',
  'recovery-stopped': 'أُوقفت استعادة بمساعدة جهات الاتصال',
  'practised': 'أجريت تجربة للاستعادة',
  'hold-ended': 'أُكّدت طريقة جديدة أو عنوان جديد',
  'recovery-held': 'لإحدى عمليات الاستعادة مدة انتظار، لأننا لا نستطيع إبلاغ إلا عنوان واحد',
} satisfies Record<Activity, string>
