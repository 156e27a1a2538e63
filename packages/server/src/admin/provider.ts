/** Console routes for the identity provider's settings. The client secret can be set but never read. */
import * as v from 'valibot'
import {
  IdentityProviderSchema,
  readIdentityProvider,
  removeIdentityProvider,
  setIdentityProvider,
} from '../operators/identity-provider.ts'
import { callbackOf } from '../operators/identity-sign-in.ts'
import { forOperators } from './route.ts'
import { SecondSchema } from './schemas.ts'

export const provider = {
  'GET /identity-provider': forOperators('identity-provider.read', {
    async answer(_, deps) {
      const known = await readIdentityProvider(deps)
      const callback = callbackOf(deps.origin)
      if (!known) return { provider: null, callback }
      const { clientSecret: _kept, ...shown } = known
      return { provider: shown, callback }
    },
  }),
  'PUT /identity-provider': forOperators('identity-provider.change', {
    body: v.strictObject({
      provider: v.strictObject({
        ...IdentityProviderSchema.entries,
        clientSecret: v.optional(IdentityProviderSchema.entries.clientSecret),
      }),
      second: v.optional(SecondSchema),
    }),
    answer: ({ body, signedIn, by }, deps) => setIdentityProvider({ ...body, signedIn, by }, deps),
  }),
  'DELETE /identity-provider': forOperators('identity-provider.change', { answer: ({ by }, deps) => removeIdentityProvider({ by }, deps) }),
}
