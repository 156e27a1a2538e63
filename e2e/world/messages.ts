/** One message of each kind, for the pictures of mails that no journey sends. */
export { writeMail } from '../../packages/server/src/outbox/messages/write-mail.ts'
export { oneOfEach, toStaff } from '../../packages/server/testing/one-of-each.ts'
