/** A separate Firefox whose own windows and prompts can be read as well as the page, through its remote protocol Marionette. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

/** The key of an element in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const ENTER = '\ue007'

export async function openFirefox(program: string) {
  const profile = await mkdtemp(join(tmpdir(), 'regain-firefox-'))
  await writeFile(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\nuser_pref("signon.rememberSignons", true);\n')
  const browser = spawn(program, ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
  })
  const port = async () => Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '0'))
  await expect.poll(port, { message: 'Firefox listens' }).toBeGreaterThan(0)
  const socket = connect(await port(), '127.0.0.1')
  const call = callerOf(socket)
  await call('WebDriver:NewSession', { capabilities: {} })

  const ask = async <Value>(context: 'content' | 'chrome', script: string, ...args: unknown[]): Promise<Value> => {
    await call('Marionette:SetContext', { value: context })
    const { value } = await call<{ value: Value }>('WebDriver:ExecuteScript', { script, args })
    await call('Marionette:SetContext', { value: 'content' })
    return value
  }
  const elementOf = (script: string) => ask<Record<string, string> | null>('content', `return ${script}`)
  const find = async (script: string): Promise<string> => {
    await expect.poll(() => elementOf(script), { message: script }).toBeTruthy()
    return (await elementOf(script))?.[ELEMENT] ?? ''
  }
  const field = (name: string) => `document.querySelector('regain-account input[name="${name}"]')`
  return {
    goes: (url: string) => call('WebDriver:Navigate', { url }),
    types: async (name: string, text: string) => void (await call('WebDriver:ElementSendKeys', { id: await find(field(name)), text })),
    pressesEnter: async (name: string) => void (await call('WebDriver:ElementSendKeys', { id: await find(field(name)), text: ENTER })),
    empties: async (name: string) => void (await call('WebDriver:ElementClear', { id: await find(field(name)) })),
    /** Finds an element in the frame by a selector. */
    clicks: async (selector: string) =>
      void (await call('WebDriver:ElementClick', {
        id: await find(`document.querySelector('regain-account')?.shadowRoot.querySelector('${selector}')`),
      })),
    reads: (): Promise<string> => ask<string>('content', "return document.querySelector('regain-account').shadowRoot.textContent"),
    hasField: async (name: string): Promise<boolean> => (await elementOf(field(name))) !== null,
    /** What the browser offers to save. */
    isOffered: () =>
      ask<boolean>(
        'chrome',
        "const w = Services.wm.getMostRecentWindow('navigator:browser'); return Boolean(w.PopupNotifications.getNotification('password', w.gBrowser.selectedBrowser))",
      ),
    takesTheOffer: () =>
      ask<null>(
        'chrome',
        "const w = Services.wm.getMostRecentWindow('navigator:browser'); w.PopupNotifications.getNotification('password', w.gBrowser.selectedBrowser).mainAction.callback({}); return null",
      ),
    keptPasswords: () =>
      ask<{ name: string; password: string }[]>(
        'chrome',
        'return Services.logins.getAllLogins().then((all) => all.map(({ username, password }) => ({ name: username, password })))',
      ),
    /** The form history: what was typed in fields of any page. */
    keptWords: () =>
      ask<string[]>(
        'chrome',
        "const { FormHistory } = ChromeUtils.importESModule('resource://gre/modules/FormHistory.sys.mjs'); return FormHistory.search(['value'], {}).then((all) => all.map(({ value }) => value))",
      ),
    async close(): Promise<void> {
      socket.destroy()
      browser.kill()
      await once(browser, 'exit')
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

/** A message is its length, a colon, and JSON: `[0, id, command, parameters]`, answered by `[1, id, error, result]`. */
function callerOf(socket: Socket) {
  const waiting = new Map<number, (reply: [unknown, unknown]) => void>()
  let rest = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.subarray(0, colon))
      if (rest.length < end) return
      const message: unknown = JSON.parse(rest.subarray(colon + 1, end).toString())
      rest = rest.subarray(end)
      // The first message is a greeting.
      if (Array.isArray(message)) waiting.get(message[1])?.([message[2], message[3]])
    }
  })
  let last = 0
  return async <Result>(command: string, parameters: object): Promise<Result> => {
    last += 1
    const id = last
    const text = JSON.stringify([0, id, command, parameters])
    const [error, result] = await new Promise<[unknown, unknown]>((resolve) => {
      waiting.set(id, resolve)
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
    waiting.delete(id)
    if (error) throw new Error(`${command}: ${JSON.stringify(error).slice(0, 500)}`)
    return result as Result
  }
}
