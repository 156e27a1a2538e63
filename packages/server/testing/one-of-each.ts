/** One message of each kind, to write and to draw. */
import type { Message, OperatorMessage } from '../src/outbox/message.ts'

const at = Date.UTC(2026, 10, 26, 9, 30)
const [minute, day] = [60_000, 86_400_000]
const sender = {
  siteName: 'Corner Shop',
  siteOrigin: 'https://shop.example',
  support: { email: 'help@shop.example', phone: '+49 30 1234567' },
}
const link = (kind: string) => `https://id.shop.example/${kind}/Zm9yLXBpY3R1cmVzLW9ubHktYW5kLW9mLW5vLXVzZQ`
const common = { sender, channel: 'email' as const, to: 'ann-lena@friends.example', locale: 'en', at }
const whose = 'maria-luisa@example.com'
const undo = { url: link('undo'), days: 7 }

export const oneOfEach = {
  'code': { ...common, kind: 'code', code: '48151623', expiresAt: at + 10 * minute, notMineUrl: link('not-mine') },
  'hold-code': { ...common, kind: 'code', code: '48151623', ends: 'hold', expiresAt: at + 10 * minute },
  'approval': { ...common, kind: 'approval', url: link('approve'), expiresAt: at + 60 * minute, browser: 'Firefox on Linux' },
  'password-changed': { ...common, kind: 'password-changed', receiptUrl: link('receipts'), undo },
  'new-address': { ...common, kind: 'account-changed', change: 'addresses-changed', heldUntil: at + day, undo },
  'unlocked': { ...common, kind: 'account-changed', change: 'unlocked' },
  'contacts-asked': { ...common, kind: 'account-changed', change: 'contacts-asked', page: link('contacts') },
  'case-talks': { ...common, kind: 'case-answered', answer: 'get-in-touch' },
  'case-refused': { ...common, kind: 'case-answered', answer: 'refused', appealUrl: link('appeal') },
  'case-asks': { ...common, kind: 'access-asked', denyUrl: link('deny'), goesOnAt: at + day },
  'case-goes-on': { ...common, kind: 'access-given', url: link('continue'), until: at + 3 * day },
  'contact-invited': { ...common, kind: 'contact-invited', whose, url: link('contacts') },
  'contact-asked': { ...common, kind: 'contact-asked', whose, url: link('contacts'), leaveUrl: link('leave'), expiresAt: at + 30 * minute },
  'reminder': { ...common, kind: 'reminder', stopUrl: link('reminders/stop') },
} as const satisfies Record<string, Message>

export const toStaff: OperatorMessage = {
  ...common,
  kind: 'operator-mail',
  sender: { siteName: 'Regain', siteOrigin: 'https://id.shop.example', support: {} },
  subject: 'Regain: an approval is requested',
  paragraphs: [
    'Olga Owner asks for a second person',
    'The reason given: see https://elsewhere.example/why',
    'Decide here: https://id.shop.example/admin/approvals',
  ],
}
