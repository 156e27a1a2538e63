/** A message that arrived in the mailbox or on the phone. */
export interface Arrived {
  id: number
  kind: 'mail' | 'sms'
  from: string
  to: string
  subject: string
  text: string
  html: string
  at: Date
}
