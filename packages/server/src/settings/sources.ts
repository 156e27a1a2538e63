/** Gathers the settings from their sources: the environment, a file of settings, and a file for each secret. */
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { SettingName } from './names.ts'
import { SettingRefused, secretNames, settingNames } from './names.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Gathered {
  value(name: SettingName): string | undefined
  /** Settings that can't be used, a sentence for each. */
  sentences: string[]
  /** Settings that are ignored on purpose, a sentence for each. */
  notes: string[]
}

/**
 * Kubernetes and Docker set these in every container beside a Service or link named `regain…`:
 * `REGAIN_SERVICE_HOST`, `REGAIN_SERVICE_PORT_HTTP`, `REGAIN_PORT_4300_TCP_ADDR`, and `REGAIN_PORT=tcp://10.0.0.11:4300`, which is not a port to listen on.
 */
export const isServiceLink = (name: string, value = ''): boolean =>
  /^REGAIN(_[A-Z0-9]+)*?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/.test(name) ||
  (/^REGAIN(_[A-Z0-9]+)*?_PORT$/.test(name) && /^(tcp|udp|sctp):\/\//.test(value))

const known = new Set<string>(settingNames.map((name) => `REGAIN_${name}`))
const files = new Map<string, string>(secretNames.map((name) => [`REGAIN_${name}_FILE`, `REGAIN_${name}`]))

/** The environment overrides the file of settings. Each of them may have a secret or the file that contains it, not both. */
export function gatherSettings(environment: Environment): Gathered {
  const sentences: string[] = []
  const ignored = new Set<string>()
  const fromFile = new Set<string>()

  function layer(all: Environment): Environment {
    const values: Record<string, string | undefined> = {}
    for (const [name, value] of Object.entries(all)) {
      if (!name.startsWith('REGAIN_')) continue
      if (isServiceLink(name, value)) ignored.add(name)
      else if (known.has(name) || files.has(name)) values[name] = value
      else sentences.push(unknownSentence(name))
    }
    for (const [name, secret] of files) {
      const file = values[name]
      if (!file) continue
      if (values[secret]) sentences.push(`${secret} and ${name} are both set: keep one of them.`)
      else {
        values[secret] = readSecretFile(name, file)
        fromFile.add(secret)
      }
    }
    return values
  }

  function readSecretFile(name: string, file: string): string | undefined {
    try {
      // Editors and `openssl` end a file with a newline.
      const text = readFileSync(file, 'utf8').trim()
      if (text !== '') return text
      sentences.push(`${name} names a file that is empty: ${file}`)
    } catch (error) {
      sentences.push(`${name} names a file that cannot be read: ${file} (${whyUnread(error)})`)
    }
    return undefined
  }

  const inEnvironment = layer(environment)
  const file = inEnvironment.REGAIN_SETTINGS
  const inFile = file ? layer(readSettingsFile(file)) : {}
  const all: Environment = { ...inFile, ...Object.fromEntries(Object.entries(inEnvironment).filter(([, value]) => value)) }
  return {
    value: (name) => all[`REGAIN_${name}`] || undefined,
    sentences,
    notes:
      ignored.size === 0
        ? []
        : [
            `${[...ignored].sort().join(', ')}: set by Kubernetes or Docker for a Service of this name, and ignored (enableServiceLinks: false in the pod leaves them out).`,
          ],
  }
}

function unknownSentence(name: string): string {
  const setting = name.replace(/_FILE$/, '')
  return name.endsWith('_FILE') && known.has(setting)
    ? `${name} is not a setting of Regain: ${setting} is not a secret, so set it directly.`
    : `${name} is not a setting of Regain: look for a typing error.`
}

const reasons: Record<string, string> = { ENOENT: 'there is none', EACCES: 'not by this user', EISDIR: 'it is a folder' }
const whyUnread = (error: unknown): string => reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? 'for another reason'

function readSettingsFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Environment
  } catch {
    throw new SettingRefused(`REGAIN_SETTINGS names a file that cannot be read: ${file}`)
  }
}
