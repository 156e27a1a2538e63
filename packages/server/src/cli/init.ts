/** `regain init`: the first minute of a new server. */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeFirstLink } from '../operators/invite.ts'
import { systemChance } from '../security/chance.ts'
import { command, refuse, withDatabase } from './command.ts'
import { needsOf } from './operator.ts'

export const init = command({
  name: 'init',
  description: 'write settings with a fresh secret, create the database, and print a link that makes its reader the first owner',
  args: { file: { type: 'string', default: 'regain.env', description: 'where the settings go' } },
  async run({ file }) {
    if (existsSync(file)) refuse(`${file} is there already: these are the settings of a server that was set up before.`)
    const { env } = process
    env.REGAIN_SECRET ||= Buffer.from(systemChance.bytes(32)).toString('base64')
    // Absolute, so that a server started elsewhere does not begin an empty database there.
    env.REGAIN_DATABASE_URL ||= `file:${resolve('regain.db')}`
    const first = await withDatabase((workshop) => workshop.db.write((tx) => makeFirstLink(tx, needsOf(workshop))))
    try {
      writeFileSync(file, settingsText(env.REGAIN_SECRET, env.REGAIN_DATABASE_URL), { mode: 0o600, flag: 'wx' })
    } catch {
      refuse(`${file} can not be written.`)
    }
    return { settings: file, ...(first && { link: first.link }), next: `REGAIN_SETTINGS=${file} regain realm create NAME` }
  },
})

const settingsText = (
  secret: string,
  database: string,
): string => `# Everything in the database is sealed with this: keep it safe, keep it secret, keep it for good.
REGAIN_SECRET=${secret}
REGAIN_DATABASE_URL=${database}
# Where people reach this server; the only source of links.
#REGAIN_ORIGIN=https://recover.example.com
#REGAIN_TRUSTED_PROXIES=127.0.0.1/32
# Without these two, mail is off.
#REGAIN_SMTP_URL=smtp://user:password@mail.example.com:587
#REGAIN_MAIL_FROM="Shop <no-reply@example.com>"
`
