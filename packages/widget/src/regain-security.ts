/** The script that a page of signed-in people names: its words are in it, and of a practice run the first screen; the rest of that it knows by its sums, so that one `integrity` covers all. */
import type { RegainSecurityElement } from './elements.ts'
import { origin, parts } from './load-parts.ts'
import { RegainAccount } from './regain-account.ts'
import { RegainSecurity as Security } from './security/regain-security.ts'

RegainAccount.define(parts, origin)
Security.define(origin)

export type { RegainEvents, RegainSecurityElement } from './elements.ts'
export const RegainSecurity: new () => RegainSecurityElement = Security
