/** Loads the other files and checks each by its hash, for the scripts that a page loads. No other file runs (R-705). */
import type { Parts } from './parts.ts'

/** For each part: the version in the name of its file, and the file's SHA-256. The build writes it. */
declare const FILES: Record<string, readonly [version: string, sum: string]>

const HERE = import.meta.url
const RETRIES = 3
const FIRST_WAIT_MS = 1000

/**
 * The `integrity` of a module does not cover its imports, and `import()` accepts no `integrity`. But `import()` finds a module that was preloaded with
 * one, so each file is preloaded first. A browser remembers an address whose module failed to load, and never tries it again: each further try has
 * an address of its own.
 */
async function load<Part>(name: string): Promise<Part> {
  const [version, sum] = FILES[name] ?? []
  for (let attempt = 0; ; attempt += 1) {
    const { href } = new URL(`regain/${name}-${version}.js${attempt ? `?${Date.now()}` : ''}`, HERE)
    try {
      await preload(href, `sha256-${sum}`)
      return await import(/* @vite-ignore */ href)
    } catch (error) {
      if (attempt === RETRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt))
    }
  }
}

const preload = (href: string, integrity: string): Promise<unknown> =>
  new Promise((onload, onerror) => {
    const link = document.createElement('link')
    document.head.append(Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity, href, onload, onerror }))
  })

const texts = async (name: string): Promise<never> => (await load<{ default: never }>(name)).default
export const parts: Parts = {
  firstTexts: (language) => texts(`${language}-first`),
  laterTexts: (language) => texts(`${language}-later`),
  steps: () => load('steps'),
  rareSteps: () => load('rare-steps'),
}

/** The origin that the script was loaded from. */
export const origin: string = new URL(HERE).origin
