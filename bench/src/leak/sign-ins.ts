/** Wrong passwords at a site's sign-in page, for accounts with the mixed hashes of an import, and for unknown names. */
import type { Child } from '../child.ts'
import { callerOf, mustBe } from '../http.ts'
import type { Person } from '../people.ts'
import { addRegainPeople, freshEmail } from '../people.ts'
import { progress } from '../progress.ts'
import { createRegain, startRegain } from '../regain.ts'
import { BATCHES, WARM_UP } from './compare-in.ts'
import type { Comparison } from './sample.ts'
import { createSamples } from './sample.ts'
import { mixed, unknownSubject } from './walk.ts'

/** For unknown names: an imported hash that is slower than ours, one that is faster, ours, and none. */
const HASHES = [
  '$2b$10$AgAeHUkt1.9W6tDyzZ6Vb.6UlkdPWwiFHuJ4XkxbGn2A6z8G4v2Te',
  `$pbkdf2-sha256$20000$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`,
  undefined,
  null,
]
/** The second has three Unicode forms; each of them is tried. */
const STEPS = { 'a wrong password': 'nine grey lanterns drift', 'one with accents': 'neun graue Lüfte ﬂiehen' }

interface Compared {
  file: string
  mail: Child
  /** Pairs of an account and an unknown name. */
  pairs: number
}

export async function compareSignIns({ file, mail, pairs }: Compared): Promise<Comparison[]> {
  const place = createRegain(file)
  const people = Array.from(
    { length: WARM_UP + pairs },
    (_, n): Person => ({ email: freshEmail(), kind: 'ordinary', hash: HASHES[n % HASHES.length] }),
  )
  await addRegainPeople(place.url, place.realm, people)
  const regain = await startRegain(place, mail.port, 1)
  const { post, close } = callerOf(regain.port, 1)
  const samples = createSamples()
  const round = async (known: readonly Person[]) => {
    for (const { group, email } of mixed(known.map(({ email }) => [{ group: 'ordinary', email } as const, unknownSubject()] as const)))
      for (const [step, password] of Object.entries(STEPS)) {
        const reply = await post('/v1/sign-ins', { identifier: email, password }, { authorization: `Bearer ${place.secretKey}` })
        mustBe(reply, 200)
        samples.add(`sign in: ${step}`, group, reply)
      }
  }
  try {
    await round(people.slice(0, WARM_UP))
    samples.clear()
    const known = people.slice(WARM_UP)
    const show = progress('leak: sign-ins', BATCHES)
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await round(known.slice(Math.floor((pairs * batch) / BATCHES), Math.floor((pairs * (batch + 1)) / BATCHES)))
      show(batch + 1)
    }
    return samples.compare()
  } finally {
    close()
    await regain.stop()
  }
}
