/** The webhook endpoints of a site: adding an address and showing a secret take two owners, and the others are notified. */
import { eq } from 'drizzle-orm'
import type * as v from 'valibot'
import type { Tx } from '../db/database.ts'
import { endpoints } from '../db/schema.ts'
import type { EndpointBodySchema } from '../events/endpoints.ts'
import { createEndpoint, removeEndpoint, renewSecret } from '../events/endpoints.ts'
import type { NotifyNeeds } from '../operators/notify.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import type { Second } from '../operators/second-person.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import type { Site, SiteCaller } from '../sites/realm.ts'
import type { Doer } from './notify-of-access.ts'
import { notifyOfAccess } from './notify-of-access.ts'

type NewWebhook = v.InferOutput<typeof EndpointBodySchema>

/** The caller: an owner at the console, or the site with a secret key. */
export type Asker = { signedIn: SignedIn; second?: Second | undefined; requestId: string } | { caller: SiteCaller; requestId: string }

const doerOf = (asker: Asker): Doer => ('signedIn' in asker ? asker.signedIn.operator : asker.caller)

export async function addWebhook(site: Site, body: NewWebhook, asker: Asker, deps: OperatorDeps) {
  return await deps.db.write(async (tx) => {
    await needTwo(tx, site, body.url, asker, deps)
    const made = await createEndpoint(tx, site, body, needsOf(asker, deps))
    await notifyOfAccess(
      tx,
      { site, doer: doerOf(asker), did: `added the webhook ${body.url}`, more: `It receives: ${body.events.join(', ')}` },
      deps,
    )
    return made
  })
}

export async function removeWebhook(site: Site, webhook: string, asker: Asker, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const url = await urlOf(tx, webhook)
    await removeEndpoint(tx, site, webhook, needsOf(asker, deps))
    await notifyOfAccess(tx, { site, doer: doerOf(asker), did: `removed the webhook ${url}` }, deps)
  })
}

/** Security: the holder of the secret can sign events that the site believes. */
export async function renewWebhookSecret(site: Site, webhook: string, asker: Asker, deps: OperatorDeps) {
  return await deps.db.write(async (tx) => {
    const url = await urlOf(tx, webhook)
    await needTwo(tx, site, url, asker, deps, webhook)
    const renewed = await renewSecret(tx, site, webhook, needsOf(asker, deps))
    await notifyOfAccess(tx, { site, doer: doerOf(asker), did: `renewed the secret of the webhook ${url}` }, deps)
    return renewed
  })
}

/** A call with a secret key passes: two owners have approved the key. */
async function needTwo(tx: Tx, site: Site, url: string, asker: Asker, deps: OperatorDeps, renewed?: string): Promise<void> {
  if (!('signedIn' in asker)) return
  const { signedIn, second, requestId } = asker
  const subject = { site: site.key, name: site.name, url, ...(renewed !== undefined && { renewed }) }
  await needSecondPerson(tx, { action: 'site-webhook', subject, signedIn, second, by: { operator: signedIn.operator.id, requestId } }, deps)
}

const needsOf = (asker: Asker, { chance, seal, clock }: OperatorDeps & NotifyNeeds) => ({
  chance,
  seal,
  now: clock.now(),
  requestId: asker.requestId,
  ...('signedIn' in asker ? { operator: asker.signedIn.operator.id } : { key: asker.caller.hint }),
})

/** Empty if there is no such endpoint; the act itself refuses that. */
async function urlOf(tx: Tx, webhook: string): Promise<string> {
  const [found] = await tx.select({ url: endpoints.url }).from(endpoints).where(eq(endpoints.id, webhook))
  return found?.url ?? ''
}
