/** The script that a page of signed-in people names: one file, with its words in it, so that one `integrity` covers it. */
import { RegainSecurity } from './security/regain-security.ts'

RegainSecurity.define(new URL(import.meta.url).origin)

export { RegainSecurity }
