/** What happened to an account, in Japanese: said on the security page, and to who reports that somebody else is in. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'サインインがありました',
  'recovery-started': '誰かがアカウントに戻ろうとしました',
  'proof-given': '誰かが本人確認を済ませました',
  'proof-failed': '誤ったコードが入力されました',
  'attempt-denied': '手続きが打ち切られました：ご本人ではないとの回答がありました',
  'password-changed': 'パスワードが変更されました',
  'passkey-made': 'パスワードの代わりにパスキーが設定されました',
  'unlocked': 'サインインが再び開かれました',
  'locked': 'アカウントがロックされました',
  'sign-in-locked': '誤ったパスワードが続き、サインインが閉じられました',
  'account-changed': 'サイトが名前・連絡先・パスワードを変更しました',
  'address-removed': '連絡先が削除されました',
  'signed-out': 'すべての端末からサインアウトしました',
  'method-set-up': '設定',
  'method-renewed': '更新',
  'method-removed': '削除',
  'contact-accepted': '連絡先になることを、ある方が承諾しました',
  'contact-left': 'ある方が連絡先を辞退しました',
  'recovery-stopped': '連絡先を通じた試みが止められました',
  'practised': 'アカウントに戻れるか試しました',
  'hold-ended': '新しく加わったものが確認されました',
  'recovery-held': '一つのアドレスにしか届かないため、復旧が待機しています',
} satisfies Record<Activity, string>
