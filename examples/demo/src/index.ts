/** The demo's two programs, for `npm start` and the journeys. */
export { startMailbox } from './mailbox.ts'
export { startShop } from './shop.ts'
