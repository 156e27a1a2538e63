/** Serves the contact for reporting a vulnerability of this server (RFC 9116), if a setting names one. */

import type { Api } from '../http/api.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Deps } from '../wiring/deps.ts'
import { DAY_MS } from '../world/clock.ts'

/** RFC 9116 section 2.5.5: less than a year ahead. A server that still answers is still maintained. */
const GOOD_FOR_DAYS = 90

/** `contact`: `mailto:…` or `https://…`. */
export function securityTxt({ route }: Api, { clock, origin }: Pick<Deps, 'clock' | 'origin'>, contact: string | undefined): void {
  const path = '/.well-known/security.txt'
  route(
    'get',
    path,
    {
      part: 'health',
      summary: 'Security contact',
      details: 'RFC 9116. Only if `REGAIN_SECURITY_CONTACT` is set.',
      replies: { 200: { description: 'The file.', type: 'text/plain' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      if (contact === undefined) throw new ProblemError('not-found')
      // Cut to the day, so that the file stays the same all day.
      const expires = new Date(Math.floor(clock.now() / DAY_MS + GOOD_FOR_DAYS) * DAY_MS).toISOString()
      const lines = [`Contact: ${contact}`, `Expires: ${expires}`, `Canonical: ${origin}${path}`]
      return c.body(`${lines.join('\n')}\n`, 200, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      })
    },
  )
}
