/** Loads the other files by their sums, for the scripts that a page names: nothing else runs. */
import type { Parts } from './parts.ts'

/** Each part's file, and its SHA-256. Written by the build. */
declare const FILES: Record<string, readonly [file: string, sum: string]>

const HERE = import.meta.url
const TRIES = 4
const FIRST_WAIT_MS = 500

/**
 * A module's `integrity` does not cover what it imports, and `import()` takes none. But a module that was preloaded with one
 * is the module that `import()` finds afterwards, so each file is preloaded first. And because a browser remembers a module
 * that did not come as one that never will, the file is fetched before: that can be tried again, and leaves it in the cache.
 */
async function load<Part>(name: string): Promise<Part> {
  const [file, sum] = FILES[name] ?? []
  const href = new URL(`regain/${file}.js`, HERE).href
  const integrity = `sha256-${sum}`
  for (let attempt = 1; ; attempt += 1) {
    try {
      await fetch(href, { integrity, credentials: 'same-origin' })
      break
    } catch (error) {
      if (attempt === TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt))
    }
  }
  await new Promise((onload, onerror) => {
    const link = document.createElement('link')
    document.head.append(Object.assign(link, { rel: 'modulepreload', crossOrigin: 'anonymous', integrity, href, onload, onerror }))
  })
  return import(/* @vite-ignore */ href)
}

const texts = async (name: string): Promise<never> => (await load<{ default: never }>(name)).default
export const parts: Parts = {
  firstTexts: (language) => texts(`${language}-first`),
  laterTexts: (language) => texts(`${language}-later`),
  steps: () => load('steps'),
  rareSteps: () => load('rare-steps'),
}

/** Where the script came from. */
export const origin: string = new URL(HERE).origin
