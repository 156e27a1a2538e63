/** One of each kind, and how it is written: for the pictures of mails that no walk brings. */
export { writeMail } from '../../packages/server/src/outbox/messages/write-mail.ts'
export { oneOfEach, toStaff } from '../../packages/server/src/testing/one-of-each.ts'
