/** For tests of alerts: checks as the server does every ten seconds, and causes alerts. */
import { acknowledge } from '../src/alerts/answer-alerts.ts'
import type { AlertFilter } from '../src/alerts/list-alerts.ts'
import { listAlerts, standingAlerts } from '../src/alerts/list-alerts.ts'
import type { AlertSettings } from '../src/alerts/rules.ts'
import { checkAlerts } from '../src/alerts/watch.ts'
import { createChain } from '../src/audit/chain.ts'
import { hire } from './hire.ts'
import type { TestWorld } from './open-world.ts'
import { openWorld } from './open-world.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const WHY = 'our own campaign went out at nine'

export async function watchAlerts() {
  const world = await openWorld()
  const olga = await hire(world, 'olga@example.com', 'owner')
  const faults: unknown[] = []
  const look = (deps: TestWorld['deps'] = world.deps) =>
    checkAlerts({ ...deps, chain: createChain(deps.keys) }, (fault) => faults.push(fault))
  return {
    world,
    olga,
    look,
    /** Fails the test if a check or a request met a fault. */
    async close() {
      await world.close()
      const all = [...faults, ...world.faults]
      if (all.length > 0) throw new AggregateError(all, 'a check of the alerts, or a request, met a fault')
    },
    /** Once a minute, for this long. */
    async lookFor(ms: number) {
      for (let passed = 0; passed < ms; passed += MINUTE) {
        world.turnClock(MINUTE)
        await look()
      }
      await world.deliver()
    },
    // Not through a session, which would end long before an alert does.
    list: async (filter: AlertFilter = {}) => (await listAlerts(filter, undefined, world.deps)).alerts,
    standing: () => standingAlerts(world.deps),
    acknowledgeAs: (operator: string, alert: string) => acknowledge({ alert, reason: WHY, by: { operator } }, world.deps),
    /** Subjects of Regain's own mails to Olga. */
    async letters() {
      await world.deliver()
      const hers = world.mails.filter(({ to }) => [to].flat().some((list) => list?.text.includes('olga@')))
      return hers.flatMap(({ subject }) => (subject?.startsWith('Regain') && !subject.includes('access to') ? [subject] : []))
    },
    async change(changes: Partial<AlertSettings>, rules: Partial<AlertSettings['rules']> = {}) {
      const { settings, version } = (await olga.send('GET /alert-rules')).body
      const next = { ...settings, ...changes, rules: { ...settings.rules, ...rules } }
      const { status } = await olga.send('PUT /alert-rules', { version, settings: next })
      if (status !== 204) throw new Error(`not changed: ${status}`)
      await world.deliver()
      world.mails.length = 0
    },
    async begin(count: number) {
      for (let n = 0; n < count; n += 1) {
        world.comeFrom(`192.0.2.${n % 50}`)
        await world.start()
      }
    },
    async tryNames(count: number, from = '198.51.100.7') {
      world.comeFrom(from)
      for (let n = 0; n < count; n += 1) await world.name(`nobody${n}@example.com`)
    },
  }
}
