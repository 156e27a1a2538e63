/** How to reach a site's real support team, from the site's own settings only. */
import * as v from 'valibot'

const line = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))

export const SupportSchema = v.strictObject({
  url: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(300))),
  email: v.optional(v.pipe(v.string(), v.email(), v.maxLength(254))),
  phone: v.optional(line(40)),
  /** Opening hours in the site's own words, e.g. "Mon-Fri 9-17 CET". */
  hours: v.optional(line(120)),
})
export type Support = v.InferOutput<typeof SupportSchema>
