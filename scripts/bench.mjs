/** `npm run bench`: the benchmarks, side by side with peers; `-- leak`, `requests`, `scale` or `start` for one of them, `--quick` for a look. */
import { prepare } from './prepare.mjs'
import { run } from './run.mjs'

await prepare()
process.exit(await run(process.execPath, ['bench/dist/main.js', ...process.argv.slice(2)]))
