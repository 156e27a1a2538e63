/** The first screen, in Japanese. */
import type { FirstTexts } from '../texts.ts'

export default {
  loading: '少しお待ちください…',
  next: '次へ',
  tryAgain: 'もう一度試す',
  tryAgainIn: (seconds) => `${seconds}秒後にもう一度試せます。`,
  step: (number, of) => `ステップ ${number} / ${of}`,
  choices: '選択肢',
  reasonTitle: 'サインインできない理由は何ですか？',
  reasonMissing: 'いちばん近いものを選んでください。',
  reasons: {
    'forgot-password': 'パスワードを忘れた',
    'cannot-sign-in': 'パスワードは分かるが、サインインできない',
    'compromised': '誰かが自分のアカウントを使っているようだ',
  },
  identifyTitle: 'アカウントに戻りましょう',
  identifyLead: (site) => `${site} のどのアカウントですか？`,
  identifierLabel: 'メールアドレス、電話番号、またはユーザー名',
  identifierHint: '電話番号は +81\u00a090\u00a01234\u00a05678 のように国番号から入力してください。',
  identifierMissing: 'メールアドレス、電話番号、またはユーザー名を入力してください。',
  slow: 'いつもより時間がかかっています。引き続き試しています。',
  offline: 'オフラインです。入力した内容は残っています。オンラインに戻ると続きます。',
  tooMany: '短い時間に試した回数が多すぎます。少し待ってから、もう一度お試しください。入力した内容は残っています。',
  unreachable: '今はサーバーにつながりません。入力した内容は残っています。少し待ってから、もう一度お試しください。',
  notSetUp: 'このページではアカウントの復旧が設定されていません。サイトのサポートにお問い合わせください。',
} satisfies FirstTexts
