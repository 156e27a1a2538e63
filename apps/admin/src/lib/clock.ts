/** The server's clock, derived from its replies. With a wrong local clock, past events would be "in 20 seconds", and a session would end without a warning. */
const SLACK_MS = 2000

let ahead = 0

export const serverNow = (): number => Date.now() + ahead

export function setByReply({ headers }: Response): void {
  const shift = Date.parse(headers.get('date') ?? '') - Date.now()
  // The header counts whole seconds, and the reply took time to arrive.
  if (!Number.isNaN(shift)) ahead = Math.abs(shift) > SLACK_MS ? shift : 0
}
