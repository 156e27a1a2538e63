/** The server's clock, by what its replies say: on a computer whose own is wrong, what has happened would be "in 20 seconds", and a session would end unwarned. */
const SLACK_MS = 2000

let ahead = 0

export const serverNow = (): number => Date.now() + ahead

export function setByReply({ headers }: Response): void {
  const shift = Date.parse(headers.get('date') ?? '') - Date.now()
  // The header knows whole seconds, and took its way.
  if (!Number.isNaN(shift)) ahead = Math.abs(shift) > SLACK_MS ? shift : 0
}
