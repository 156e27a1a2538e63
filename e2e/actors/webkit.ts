/** WebKit's engine in a window on a virtual screen, driven by WebDriver (W3C Recommendation): Playwright does not drive the WebKit that Debian packages. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

const WINDOW = join(import.meta.dirname, 'webkit-window.py')
/** The key of an element in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

export async function openWebKit(driver: string) {
  const home = await mkdtemp(join(tmpdir(), 'regain-webkit-'))
  const port = await freePort()
  // `-a` picks a free display. It draws in software only, and may run without a sandbox.
  const program = spawn('xvfb-run', ['-a', 'dbus-run-session', '--', driver, `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  })
  const call = async <Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value> => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await reply.json()) as { value: Value & { message?: string } }
    if (!reply.ok) throw new Error(`${path}: ${value?.message}`)
    return value
  }
  const isReady = () =>
    call<{ ready: boolean }>('GET', '/status').then(
      ({ ready }) => ready,
      () => false,
    )
  await expect.poll(isReady, { message: 'WebKitWebDriver listens' }).toBe(true)
  const options = { 'webkitgtk:browserOptions': { binary: WINDOW, args: [] } }
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch: options } })
  const session = `/session/${sessionId}`

  const ask = <Value>(script: string) => call<Value>('POST', `${session}/execute/sync`, { script, args: [] })
  const elementOf = (script: string) => ask<Record<string, string> | null>(`return ${script}`).catch(() => null)
  const find = async (script: string): Promise<string> => {
    await expect.poll(() => elementOf(script), { message: script }).toBeTruthy()
    return (await elementOf(script))?.[ELEMENT] ?? ''
  }
  const field = (name: string) => `document.querySelector('regain-account input[name="${name}"]')`
  const inFrame = (selector: string) => `document.querySelector('regain-account')?.shadowRoot.querySelector('${selector}')`
  return {
    goes: (url: string) => call('POST', `${session}/url`, { url }),
    reloads: () => call('POST', `${session}/refresh`, {}),
    goesBack: () => call('POST', `${session}/back`, {}),
    types: async (name: string, text: string) => void (await call('POST', `${session}/element/${await find(field(name))}/value`, { text })),
    /** Finds an element in the frame by a selector. */
    clicks: async (selector: string) => void (await call('POST', `${session}/element/${await find(inFrame(selector))}/click`, {})),
    /** The main button, once it can be pressed. */
    goesOn: async () => {
      const button = inFrame('[part~="main"][aria-disabled="false"]')
      await call('POST', `${session}/element/${await find(button)}/click`, {})
    },
    has: async (name: string): Promise<boolean> => (await elementOf(field(name))) !== null,
    reads: (): Promise<string> =>
      ask<string>("return document.querySelector('regain-account')?.shadowRoot.textContent ?? ''").catch(() => ''),
    /** How many entries this tab's storage has. */
    kept: () => ask<number>('return sessionStorage.length'),
    async close(): Promise<void> {
      await call('DELETE', session).catch(() => undefined)
      if (program.pid && program.exitCode === null) {
        const ended = once(program, 'exit')
        process.kill(-program.pid)
        await ended
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
