/** `regain serve` */
import { main } from '../serve/main.ts'
import { command } from './command.ts'

export const serve = command({
  name: 'serve',
  description: 'start the server; SIGTERM or Ctrl-C stops it after the requests in progress',
  args: {},
  run: async () => {
    await main(process.env)
    return undefined
  },
})
