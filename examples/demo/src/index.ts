/** The demo's two programs, for `npm start` and the journeys. */
export type { Arrived } from './arrived.ts'
export type { Mailbox } from './mailbox.ts'
export { startMailbox } from './mailbox.ts'
export type { Shop, ShopSettings } from './shop.ts'
export { startShop } from './shop.ts'
