/** A virtual desktop with a real browser and a real screen reader whose speech is written down. It uses Debian's programs and needs no screen or loudspeaker. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface Sentence {
  text: string
  /** Another announcement interrupted it. */
  isCut: boolean
}

export type Desktop = Awaited<ReturnType<typeof openDesktop>>

const VOICE = join(import.meta.dirname, 'speak.sh')
/** After this silence, a person assumes that nothing more is said. */
const QUIET_MS = 2500
const PATIENCE_MS = 120_000

const speechSettings = `LogLevel 1
DefaultLanguage "en"
AddModule "transcript" "sd_generic" "transcript.conf"
DefaultModule transcript
DisableAutoSpawn
AudioOutputMethod "alsa,libao"
`
const voiceModule = `GenericExecuteSynth "${VOICE} '$DATA'"
GenericCmdDependency ""
GenericStripPunctChars ""
GenericLanguage "en" "en" "utf-8"
GenericMaxChunkLength 5000
GenericDelimiters ""
GenericDefaultCharset "utf-8"
AddVoice "en" "male1" "en"
`
/** Keys are not spoken: the transcript says what is typed. Everything else has its default. */
const orcaSettings = {
  general: { enableKeyEcho: false, enableEchoByWord: false },
  pronunciations: {},
  keybindings: {},
  profiles: {
    default: { profile: ['Default', 'default'], enableKeyEcho: false, enableEchoByWord: false, pronunciations: {}, keybindings: {} },
  },
}
const browserSettings = {
  'accessibility.force_disabled': -1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  // The browser's own prompts are not part of the transcript.
  'signon.rememberSignons': false,
  'app.update.enabled': false,
}

export async function openDesktop(firefox: string, url: string) {
  const home = await mkdtemp(join(tmpdir(), 'regain-voice-'))
  const log = join(home, 'voice.log')
  const at = (...parts: string[]) => join(home, ...parts)
  for (const folder of ['run', '.config/speech-dispatcher/modules', '.local/share/orca', 'profile'])
    await mkdir(at(folder), { recursive: true, mode: 0o700 })
  await writeFile(log, '')
  await writeFile(at('.config/speech-dispatcher/speechd.conf'), speechSettings)
  await writeFile(at('.config/speech-dispatcher/modules/transcript.conf'), voiceModule)
  await writeFile(at('.local/share/orca/user-settings.conf'), JSON.stringify(orcaSettings))
  const prefs = Object.entries(browserSettings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
  await writeFile(at('profile/user.js'), prefs.join('\n'))

  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: at('run'),
    LANG: 'C.UTF-8',
    REGAIN_VOICE_LOG: log,
    GTK_MODULES: 'gail:atk-bridge',
    GNOME_ACCESSIBILITY: '1',
    NO_AT_BRIDGE: '0',
  }
  const started: (() => void)[] = []
  const start = (program: string, ...args: string[]) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
    started.push(() => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    })
    child.on('error', () => undefined)
    return child
  }
  /** The first line that a program prints. */
  const firstWord = async (program: string, ...args: string[]): Promise<string> => {
    const child = start(program, ...args)
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
    return String(chunk).trim()
  }
  const does = (program: string, ...args: string[]) => promisify(execFile)(program, args, { env })

  let read = 0
  const lines = async (): Promise<string[][]> =>
    (await readFile(log, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'))
  const waitUntil = async (what: string, isSo: () => Promise<boolean> | boolean): Promise<void> => {
    const last = Date.now() + PATIENCE_MS
    while (!(await isSo())) {
      if (Date.now() > last) throw new Error(`${what}: not within ${PATIENCE_MS / 1000} seconds`)
      await pause(100)
    }
  }
  const isQuiet = async (): Promise<boolean> => {
    const all = await lines()
    const [when = 0, kind] = all.at(-1) ?? []
    // Waits for the end of a sentence, however long it is. After an interrupted one nothing follows.
    return Date.now() - Number(when) > (kind === 'begin' ? 4 * QUIET_MS : QUIET_MS)
  }

  const desktop = {
    /** Returns what was said since the last call, after a silence; `until`: not before these words. */
    async hears(until = /(?:)/): Promise<Sentence[]> {
      const isSaid = async () => (await lines()).slice(read).some(([, , text = '']) => until.test(text))
      if (until.source !== '(?:)') await waitUntil(`the words ${until}`, isSaid)
      await pause(QUIET_MS)
      await waitUntil('the voice is quiet', isQuiet)
      const fresh = (await lines()).slice(read)
      read += fresh.length
      const sentences: Sentence[] = []
      for (const [, kind, text = ''] of fresh) {
        if (kind === 'begin') sentences.push({ text, isCut: true })
        const ended = kind === 'end' ? sentences.findLast((one) => one.text === text) : undefined
        if (ended) ended.isCut = false
      }
      return sentences
    },
    presses: async (...keys: string[]): Promise<void> => void (await does('xdotool', 'key', '--delay', '120', ...keys)),
    types: async (text: string, delay = 60): Promise<void> => void (await does('xdotool', 'type', '--delay', String(delay), text)),
    async close(): Promise<void> {
      for (const end of started.reverse()) end()
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
  const said = async (words: RegExp) => (await lines()).some(([, , text = '']) => words.test(text))

  try {
    env.DISPLAY = `:${await firstWord('Xvfb', '-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp')}`
    env.DBUS_SESSION_BUS_ADDRESS = await firstWord('dbus-daemon', '--session', '--nofork', '--print-address=1')
    start('/usr/libexec/at-spi-bus-launcher', '--launch-immediately')
    const turnOn = (property: string) =>
      does(
        ...([
          'dbus-send',
          '--session',
          '--dest=org.a11y.Bus',
          '--print-reply',
          '/org/a11y/bus',
          'org.freedesktop.DBus.Properties.Set',
        ] as const),
        ...['string:org.a11y.Status', `string:${property}`, 'variant:boolean:true'],
      ).then(
        () => true,
        () => false,
      )
    await waitUntil('the accessibility bus', () => turnOn('IsEnabled'))
    await turnOn('ScreenReaderEnabled')
    start('openbox')
    start('speech-dispatcher', '-s', '-t', '0', '-C', at('.config/speech-dispatcher'), '-L', home)
    await waitUntil('speech-dispatcher', () => existsSync(at('run/speech-dispatcher/speechd.sock')))
    start('orca', '--replace')
    await waitUntil('Orca', () => said(/screen reader on/i))
    start(firefox, '--no-remote', '--profile', at('profile'), url)
    await waitUntil('the page', () => said(/Corner Shop/))
    return desktop
  } catch (error) {
    await desktop.close()
    throw error
  }
}
