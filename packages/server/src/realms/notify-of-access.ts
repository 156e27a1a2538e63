/** Notifies the other owners when a key, origin or webhook of a site is added or removed. */
import type { Tx } from '../db/database.ts'
import type { NotifyNeeds } from '../operators/notify.ts'
import { notifyOperators } from '../operators/notify.ts'
import type { Operator } from '../operators/operator.ts'

/** An operator, a secret key of the site by its last characters, or the server's command line. */
export type Doer = Pick<Operator, 'id' | 'name'> | { hint: string } | 'command-line'

export interface Access {
  site: { key: string; name: string }
  doer: Doer
  /** "made a secret key that ends in abcd", "added https://two.example to the origins". */
  did: string
  /** The scopes of a key, or the target of a webhook. */
  more?: string
}

export async function notifyOfAccess(tx: Tx, { site, doer, did, more }: Access, deps: NotifyNeeds): Promise<void> {
  const isOperator = doer !== 'command-line' && 'id' in doer
  const paragraphs = [
    `${nameOf(doer)} ${did}`,
    `Site: ${site.name} (${site.key})`,
    ...(more ? [more] : []),
    `If this is not right, act now: ${deps.origin}/admin/sites/${site.key}`,
  ]
  const those = { role: 'owner' as const, ...(isOperator && { butNot: doer.id }) }
  await notifyOperators(tx, { subject: `Regain: access to ${site.name} has changed`, paragraphs }, deps, those)
}

function nameOf(doer: Doer): string {
  if (doer === 'command-line') return 'Someone on the server’s command line'
  return 'id' in doer ? doer.name : `Someone with the secret key that ends in ${doer.hint}`
}
