/** `npm run build`: builds everything that can be published. */
import { prepare } from './prepare.mjs'

await prepare()
