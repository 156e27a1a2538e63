/** `npm run bench`: the benchmarks, beside peers; `-- NAME` for one of them, such as `storm`, and `--quick` for a short run. A wrong name lists all of them. */
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { run } from './run.mjs'

await prepare()
const [part] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const browsers = part === undefined || ['watching', 'opening', 'widget'].includes(part) ? await findBrowsers() : {}
process.exit(await run(process.execPath, ['bench/dist/main.js', ...process.argv.slice(2)], browsers))
