/** Writes `rooms.json`, the files that each room of the console needs: so the server can list them with the page, and the browser need not discover them one by one. */
import type { Plugin } from 'vite'

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
      const lists = [...rooms].map(([room, files]) => [room, [...new Set([...common, ...files])].sort()])
      this.emitFile({ type: 'asset', fileName: '_app/rooms.json', source: JSON.stringify(Object.fromEntries(lists)) })
    },
  }
}
