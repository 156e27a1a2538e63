/** The script that a page names: it knows the other files by their sums, and lets nothing else run. */
import { origin, parts } from './load-parts.ts'
import { RegainAccount } from './regain-account.ts'

RegainAccount.define(parts, origin)
