/** `regain serve` */
import { main } from '../serve/main.ts'
import { command } from './command.ts'
import { descriptions } from './descriptions.ts'

export const serve = command({
  name: 'serve',
  description: descriptions.serve,
  args: {},
  run: async () => {
    await main(process.env)
    return undefined
  },
})
