/** The public interface of the server, for programs that compose one themselves. */

export type { Running } from './serve/serve.ts'
export { serve } from './serve/serve.ts'
export type { Config } from './settings/config.ts'
export { readConfig, SettingRefused } from './settings/config.ts'
export type { Chance } from './world/chance.ts'
export { systemChance } from './world/chance.ts'
export type { Clock } from './world/clock.ts'
export { systemClock } from './world/clock.ts'
