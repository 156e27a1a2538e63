/** Accounts as a site writes them. */

export const MAIL = 'jane@example.com'

export const email = (value: string, verified = true) => ({ channel: 'email', value, verified })

/** A person whose name is the first of these addresses, and who gets codes at all of them. */
export const personAt = (mail: string, ...more: string[]) => ({
  identifiers: [{ kind: 'email', value: mail }],
  destinations: [mail, ...more].map((value) => email(value)),
})
