/** Regain as `regain serve` runs it, except for two things that the bench must control: the codes and the clock. */
import { readConfig, serve, systemChance, systemClock } from '@regain/server'
import { CODE } from './code.ts'
import { meter } from './meter.ts'

let ahead = 0
const config = readConfig(process.env)
await serve(config, {
  clock: { ...systemClock, now: () => systemClock.now() + ahead },
  // Drawn as usual, so that its cost is included.
  chance: { ...systemChance, code: (digits) => systemChance.code(digits) && CODE.padEnd(digits, '0').slice(0, digits) },
})
meter(config.port, {
  turnClock: (ms) => {
    ahead += ms
  },
})
