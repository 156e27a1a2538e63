/** Finds out why a request failed: the server does not answer, or it refuses this page and the browser hides that. */
import type { FlowController } from '../flow-controller.ts'

export async function why(c: FlowController, code: string): Promise<void> {
  const { server, site } = c.settings
  if (code === 'unreachable' && !c.flow && (await answers(`${server}/v1/sites/${encodeURIComponent(site)}`))) code = 'origin-refused'
  if (code !== 'origin-refused' && code !== 'not-found') return
  c.fault = { kind: 'not-set-up' }
  c.changed()
  if (code === 'not-found') return console.error(`Regain: ${server} has no site with the key ${site}.`)
  c.host.tell('regain-error', { code })
  console.error(
    `Regain: ${server} does not serve pages of ${self.origin}. ` +
      (self.origin === 'null'
        ? 'This page has no origin: give its frame sandbox="allow-same-origin …", or link to the hosted page.'
        : 'Add exactly this origin to the site: in the console under Sites, or with "regain site create … --origin".'),
  )
}

/** An opaque response still shows that the server answers. */
const answers = (url: string): Promise<boolean> =>
  fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' }).then(
    () => true,
    () => false,
  )
