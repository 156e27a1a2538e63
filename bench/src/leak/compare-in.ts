/** Walks pairs through a separate Regain, in batches that mix all groups, and compares what their replies show. */
import { randomInt } from 'node:crypto'
import type { Child } from '../child.ts'
import type { Kind, Person } from '../people.ts'
import { addRegainPeople, freshEmail } from '../people.ts'
import { progress } from '../progress.ts'
import { createRegain, POLICY, startRegain } from '../regain.ts'
import { keepMethods } from './keep-methods.ts'
import type { Comparison } from './sample.ts'
import { createSamples } from './sample.ts'
import type { Group, Subject, Walk } from './walk.ts'
import { unknownSubject } from './walk.ts'

export const BATCHES = 20
export const WARM_UP = 100

interface Compared {
  title: string
  file: string
  /** Methods of the realm. */
  methods: readonly string[]
  /** The realm's evidence sources; absent: a case asks no questions. */
  evidence?: object
  mail: Child
  /** Pairs of each group and nobody. */
  counts: Partial<Record<Group, number>>
  walk: Walk
}

const kinds: Partial<Record<string, Kind>> = { disabled: 'disabled', locked: 'locked', unverified: 'unverified' }

export async function compareIn({ title, file, methods, evidence = {}, mail, counts, walk }: Compared): Promise<Comparison[]> {
  const warmUp = Array.from({ length: WARM_UP }, (): Subject => ({ group: 'ordinary', email: freshEmail() }))
  const known = Object.entries(counts).flatMap(([group, count]) =>
    Array.from({ length: count }, (): Subject => ({ group: group as Group, email: freshEmail() })),
  )
  const place = createRegain(file, { ...POLICY, hold: { newHours: 0 }, methods, evidence })
  const people = [...warmUp, ...known].map(({ group, email }): Person => ({ email, kind: kinds[group] ?? 'ordinary' }))
  await addRegainPeople(place.url, place.realm, people)
  const regain = await startRegain(place, mail.port, 1)
  try {
    const keeping = known.filter(({ group }) => group === 'keeps methods').map(({ email }) => email)
    if (keeping.length > 0) await keepMethods(place, regain.port, keeping)
    const pair = (subject: Subject) => [subject, unknownSubject()] as const
    await walk(regain, warmUp.map(pair), createSamples())
    const samples = createSamples()
    const show = progress(title, BATCHES)
    const shuffled = shuffle(known)
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const from = Math.floor((shuffled.length * batch) / BATCHES)
      const to = Math.floor((shuffled.length * (batch + 1)) / BATCHES)
      await walk(regain, shuffled.slice(from, to).map(pair), samples)
      show(batch + 1)
    }
    return samples.compare()
  } finally {
    await regain.stop()
  }
}

function shuffle<Member>(members: readonly Member[]): Member[] {
  const mixed = [...members]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as Member, mixed[last] as Member]
  }
  return mixed
}
