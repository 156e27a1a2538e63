/** Loads the other files and checks each by its hash, for the scripts that a page loads. No other file runs. */
import type { Parts } from './parts.ts'

/** For each part: the version in the name of its file, and the file's SHA-256. The build writes it. */
declare const FILES: Record<string, readonly [version: string, sum: string]>

const HERE = import.meta.url
const TRIES = 4
const FIRST_WAIT_MS = 500

/**
 * The `integrity` of a module does not cover its imports, and `import()` accepts no `integrity`. But `import()` finds a module that was preloaded with
 * one, so each file is preloaded first. A browser remembers a module that failed to load and never tries it again. So the file is fetched before that:
 * a fetch can be repeated, and puts the file into the cache.
 */
async function load<Part>(name: string): Promise<Part> {
  const [version, sum] = FILES[name] ?? []
  const href = new URL(`regain/${name}-${version}.js`, HERE).href
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

/** The origin that the script was loaded from. */
export const origin: string = new URL(HERE).origin
