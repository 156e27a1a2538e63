/** Only argon2id with Regain's parameters, as many at once as there are cores: the upper limit of new passwords on this machine. */
import { availableParallelism } from 'node:os'
import { hash } from '@node-rs/argon2'

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

process.on('message', ({ id, value }: { id: number; value: number }) => {
  const end = performance.now() + value
  let hashes = 0
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      await hash('nine grey lanterns drift', COST)
      hashes += 1
    }
  }
  const began = performance.now()
  void Promise.all(Array.from({ length: availableParallelism() }, worker)).then(() =>
    process.send?.({ id, perSecond: (hashes * 1000) / (performance.now() - began) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: 0 })
