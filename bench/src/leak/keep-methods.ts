/** Gives accounts kept methods: saved codes, two recovery contacts who have accepted, and a passkey. */
import { createClient } from '@libsql/client'
import { callerOf, mustBe } from '../http.ts'
import { freshEmail } from '../people.ts'
import type { RegainPlace } from '../regain.ts'
import { SHOP, someAddress } from '../regain.ts'

// Any P-256 key in COSE: nobody signs with it.
const SOME_KEY = 'pQECAyYgASFYIBBHveQOsfQLRadJBDmejN0fP83n-_gywyyRcUqPfNuIIlgg5i0LyOE99I46WY6McLlFRrYCQT9zlZk1I2YeRZu_Ql4'

/** Set up through the server if something is sealed, otherwise directly in its database. */
export async function keepMethods(place: RegainPlace, port: number, accounts: readonly string[]): Promise<void> {
  const { post, close } = callerOf(port, 1)
  try {
    for (const account of accounts) {
      const enrolled = await post(`/v1/accounts/${account}/enrolments`, {}, { authorization: `Bearer ${place.secretKey}` })
      const { token } = mustBe<{ token: string }>(enrolled, 201)
      const own = { origin: SHOP, authorization: `Bearer ${token}`, ...someAddress() }
      mustBe(await post('/v1/security/set-up', { method: 'saved-code' }, own), 200)
      for (const name of ['One', 'Other']) {
        const { problem } = mustBe<{ problem?: object }>(await post('/v1/security/contacts', { name, email: freshEmail() }, own), 200)
        if (problem) throw new Error(`no contact: ${JSON.stringify(problem)}`)
      }
    }
  } finally {
    close()
  }
  const client = createClient({ url: place.url })
  try {
    await client.batch(
      [
        'UPDATE recovery_contacts SET accepted_at = since',
        {
          sql: `INSERT INTO passkeys (realm, id, account, name, public_key, counter, since) SELECT DISTINCT realm, account || '-passkey', account, '', ?, 0, since FROM kept_methods WHERE method = 'saved-code'`,
          args: [SOME_KEY],
        },
        `INSERT INTO kept_methods (realm, account, method, since) SELECT realm, account, 'passkey', since FROM passkeys`,
      ],
      'write',
    )
  } finally {
    client.close()
  }
}
