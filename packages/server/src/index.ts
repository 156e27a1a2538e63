/** The public door of the server: for programs that compose one themselves. */
export type { Config } from './config.ts'
export { readConfig, SettingRefused } from './config.ts'
export type { Chance } from './security/chance.ts'
export { systemChance } from './security/chance.ts'
export type { Clock } from './security/clock.ts'
export { systemClock } from './security/clock.ts'
export type { Running } from './serve.ts'
export { serve } from './serve.ts'
