/** `regain init`: sets up a new server. */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeFirstLink } from '../operators/invite.ts'
import { secretNames, settingNames } from '../settings/names.ts'
import { isServiceLink } from '../settings/sources.ts'
import { systemChance } from '../world/chance.ts'
import { command, refuse, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'
import { needsOf } from './operator.ts'

export const init = command({
  name: 'init',
  description: descriptions.init,
  args: { file: { type: 'string', description: 'where the settings go; absent: what REGAIN_SETTINGS names, or regain.env' } },
  async run({ file = process.env.REGAIN_SETTINGS || 'regain.env' }) {
    if (existsSync(file)) refuse(`${file} is there already: these are the settings of a server that was set up before.`)
    const { env } = process
    // The settings are only being written.
    Reflect.deleteProperty(env, 'REGAIN_SETTINGS')
    if (!env.REGAIN_SECRET_FILE) env.REGAIN_SECRET ||= Buffer.from(systemChance.bytes(32)).toString('base64')
    // Absolute, so that a server started in another folder does not create an empty database there.
    if (!env.REGAIN_DATABASE_URL_FILE) env.REGAIN_DATABASE_URL ||= `file:${resolve('regain.db')}`
    const first = await withDatabase((workshop) => workshop.db.write((tx) => makeFirstLink(tx, needsOf(workshop))))
    try {
      writeFileSync(file, settingsText(env), { mode: 0o600, flag: 'wx' })
    } catch {
      refuse(`${file} cannot be written.`)
    }
    return { settings: file, ...(first && { link: first.link }), next: `export REGAIN_SETTINGS=${file}` }
  },
})

/** Existing values stay, or the next start would use another secret and database. The file lists the defaults of all others as examples. */
function settingsText(env: NodeJS.ProcessEnv): string {
  const written = new Set<string>()
  const set = (name: string) => `${name}=${quoted(env[name] ?? '')}`
  const line = (setting: string, example: string) => {
    const name = [setting, `${setting}_FILE`].find((one) => env[one])
    if (name) written.add(name)
    return name ? set(name) : `#${setting}=${example}`
  }
  const text = `# Everything in the database is sealed with this: keep it safe, keep it secret, keep it for good.
${line('REGAIN_SECRET', '')}
${line('REGAIN_DATABASE_URL', '')}
# Where people reach this server; the only source of links.
${line('REGAIN_ORIGIN', 'https://recover.example.com')}
${line('REGAIN_TRUSTED_PROXIES', '127.0.0.1/32')}
# Without these two, mail is off.
${line('REGAIN_SMTP_URL', 'smtp://user:password@mail.example.com:587')}
${line('REGAIN_MAIL_FROM', '"Shop <no-reply@example.com>"')}
`
  const names = [...settingNames.map((name) => `REGAIN_${name}`), ...secretNames.map((name) => `REGAIN_${name}_FILE`)]
  const others = names.filter((name) => env[name] && !written.has(name) && !isServiceLink(name, env[name]))
  return text + others.map((name) => `${set(name)}\n`).join('')
}

/** Quoted as `parseEnv` reads it: by a quotation mark that the value doesn't contain. */
function quoted(value: string): string {
  const mark = ["'", '"', '`'].find((one) => !value.includes(one)) ?? ''
  return /^[\w:/@.=+-]*$/.test(value) ? value : mark + value + mark
}
