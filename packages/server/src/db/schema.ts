/** The tables. Times are integers (ms since the epoch, UTC); `sealed` columns can be read only with the server's secret; digests are keyed. */
export * from './schema/accounts.ts'
export * from './schema/audit.ts'
export * from './schema/cases.ts'
export * from './schema/methods.ts'
export * from './schema/operators.ts'
export * from './schema/outbox.ts'
export * from './schema/realms.ts'
export * from './schema/recovery.ts'
