/** A message that came to the mailbox or to the phone. */
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
