/** What happened to an account, in Japanese: on the security page, and for people who report that someone else is in their account. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'サインインがありました',
  'recovery-started': 'アカウントの復旧が開始されました',
  'proof-given': '本人確認が完了しました',
  'proof-failed': '誤ったコードが入力されました',
  'attempt-denied': 'ご本人ではないとの回答があったため、手続きが終了されました',
  'password-changed': 'パスワードが変更されました',
  'passkey-made': 'パスワードがパスキーに置き換えられました',
  'unlocked': 'サインインのロックが解除されました',
  'locked': 'アカウントがロックされました',
  'sign-in-locked': '誤ったパスワードが続いたため、サインインがロックされました',
  'account-changed': 'サイトが名前・連絡先・パスワードを変更しました',
  'address-removed': '連絡先が削除されました',
  'signed-out': 'すべての端末からサインアウトしました',
  'method-set-up': '設定',
  'method-renewed': '更新',
  'method-removed': '削除',
  'contact-accepted': '復旧の連絡先になることを承諾した方がいます',
  'contact-left': '復旧の連絡先を辞退した方がいます',
  'recovery-stopped': '復旧の連絡先を通じた復旧が中止されました',
  'practised': '復旧の練習をしました',
  'hold-ended': '新しい方法または連絡先が確認されました',
  'recovery-held': 'お知らせできる連絡先が1つしかないため、復旧に待ち時間があります',
} satisfies Record<Activity, string>
