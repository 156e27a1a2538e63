/** Writes `rooms.json`: which files and which calls each room of the console needs first. The server names them with the page, so that the browser requests all of them at once. */
import type { Plugin } from 'vite'
import { firstCalls } from './first-calls.ts'

/** `routes/(console)/+layout.svelte` belongs to every room; `routes/(console)/overview/+page.svelte` to `overview`. */
const PAGE = /\/routes\/\(console\)\/(?:([a-z-]+)\/\+page|\+layout|\+error)\.(?:svelte|ts)$/

export function listRooms(): Plugin {
  return {
    name: 'list-rooms',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_, bundle) {
      const rooms = new Map<string, string[]>([['', []]])
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        const files = [chunk.fileName, ...chunk.imports, ...(chunk.viteMetadata?.importedCss ?? [])]
        for (const module of chunk.moduleIds) {
          const page = PAGE.exec(module)
          if (page) rooms.set(page[1] ?? '', [...(rooms.get(page[1] ?? '') ?? []), ...files])
        }
      }
      const common = rooms.get('') ?? []
      const lists = [...rooms].map(([room, files]) => [
        room,
        { files: [...new Set([...common, ...files])].sort(), calls: [...(firstCalls[''] ?? []), ...((room && firstCalls[room]) || [])] },
      ])
      this.emitFile({ type: 'asset', fileName: '_app/rooms.json', source: JSON.stringify(Object.fromEntries(lists)) })
    },
  }
}
