/** `npm run build`: everything that can be published. */
import { prepare } from './prepare.mjs'

await prepare()
