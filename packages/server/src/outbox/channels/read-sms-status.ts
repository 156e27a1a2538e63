/** What the HTTP status of an SMS gateway means for one message. */
import type { Delivery } from '../message.ts'

export function readSmsStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return { result: 'delivered' }
  // 401 and 403 are our fault, 3xx that of the gateway's address, 429 and 5xx pass. None of them is the phone number's fault.
  const passing = status < 400 || status === 401 || status === 403 || status === 404 || status === 429 || status >= 500
  return { result: passing ? 'delayed' : 'refused', because: `the SMS gateway answered ${status}` }
}
