/** The script that a page loads. It knows the other files by their hashes, and runs no other file. */
import { origin, parts } from './load-parts.ts'
import { RegainAccount } from './regain-account.ts'

RegainAccount.define(parts, origin)
