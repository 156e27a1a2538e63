/** `npm run bench`: the benchmarks, beside peers; `-- idle`, `leak`, `opening`, `requests`, `scale`, `start`, `watching`, `ways` or `widget` for one of them, `--quick` for a short run. */
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { run } from './run.mjs'

await prepare()
const [part] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const browsers = part === undefined || ['watching', 'opening', 'widget'].includes(part) ? await findBrowsers() : {}
process.exit(await run(process.execPath, ['bench/dist/main.js', ...process.argv.slice(2)], browsers))
