/** The script for pages of signed-in people. It contains its own texts and the first screen of a practice run. It knows the other parts by their hashes, so one `integrity` covers everything. */
import type { RegainSecurityElement } from './elements.ts'
import { origin, parts } from './load-parts.ts'
import { RegainAccount } from './regain-account.ts'
import { RegainSecurity as Security } from './security/regain-security.ts'

RegainAccount.define(parts, origin)
Security.define(origin)

export type { RegainEvents, RegainSecurityElement } from './elements.ts'
export const RegainSecurity: new () => RegainSecurityElement = Security
