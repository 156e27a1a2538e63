/** `regain backup` and `regain restore` */
import { record } from '../audit/record.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { backup as copyOut } from '../db/backup/backup.ts'
import { restore as putBack } from '../db/backup/restore.ts'
import { secretMark } from '../db/epoch.ts'
import { readConfig } from '../settings/config.ts'
import { randomId, systemChance } from '../world/chance.ts'
import { systemClock } from '../world/clock.ts'
import { command, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'

const file = { type: 'positional', description: 'the backup', required: true } as const

export const backup = command({
  name: 'backup',
  description: descriptions.backup,
  args: { file },
  run: async ({ file: name }) => ({ backup: name, ...(await copyOut(readConfig(process.env).database, name, systemClock.now())) }),
})

export const restore = command({
  name: 'restore',
  description: descriptions.restore,
  args: { file, replace: { type: 'boolean', description: 'overwrite the existing database' } },
  async run({ file: name, replace }) {
    const { database, secret } = readConfig(process.env)
    const now = systemClock.now()
    const plan = { file: name, replace: replace === true, epoch: randomId(systemChance), now, secretMark: secretMark(deriveKeys(secret)) }
    const restored = await putBack(database, plan)
    await withDatabase(({ db }) => db.write((tx) => record(tx, { at: now, name: 'database.restored', actor: 'operator' })))
    return { restored: name, ...restored }
  },
})
