/** A listener who can't see the page: does one thing, listens, and writes both down. */
import { writeFile } from 'node:fs/promises'
import { openDesktop, type Sentence } from './desktop.ts'

/** The names of keys on a keyboard. */
const keyNames: Record<string, string> = { Return: 'Enter', space: 'Space', Down: 'Down arrow', 'shift+Tab': 'Shift and Tab' }

const opening = `# The main journey, as a screen reader says it

Written by \`npm run transcript\`: Orca with Firefox, by keyboard alone, with the real server. Each line says what was pressed or typed, and below it stands what Orca said, in its order. What Orca said and was cut off by something newer is marked. Orca's own echo of typed letters is off.

The same journey without a screen reader, step by step, is the test \`e2e/journeys/announced.spec.ts\`.
`

/** In one line: a voice makes no paragraphs. */
const spoken = ({ text, isCut }: Sentence): string => {
  const clean = text.trim()
  return isCut ? `${clean} … *(cut off)*` : /[.:;!?…]$/.test(clean) ? clean : `${clean};`
}

export async function createListener(firefox: string, url: string) {
  const desktop = await openDesktop(firefox, url)
  const written = [opening]
  const listens = async (what: string, until?: RegExp): Promise<string> => {
    const heard = await desktop.hears(until)
    const line = heard.map(spoken).join(' ').replace(/;$/, '.')
    written.push(`${what}\n\n> ${line || '*(nothing)*'}\n`)
    return line
  }
  return {
    part: (title: string): void => void written.push(`## ${title}\n`),
    listens,
    /** `why`: as in "Tab, to the field". */
    async presses(why: string, key: string, until?: RegExp): Promise<string> {
      await desktop.presses(key)
      return await listens(`**${keyNames[key] ?? key}**, ${why}:`, until)
    },
    /** The page is silent while somebody types, except for `until` when they pause. */
    async types(text: string, { called = `“${text}”`, until }: { called?: string; until?: RegExp } = {}): Promise<string> {
      await desktop.types(text)
      return await listens(`Types ${called}:`, until)
    },
    close: desktop.close,
    writes: (file: URL): Promise<void> => writeFile(file, written.join('\n')),
  }
}
