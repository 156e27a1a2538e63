/** Reads the browser's name coarsely: enough for its owner to recognise it. */

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** From a fixed list of words, never the sender's own text. */
export function coarseBrowser(agent: string | undefined): string | undefined {
  const browser = browsers.find(([mark]) => agent?.includes(mark))?.[1]
  const system = systems.find(([mark]) => agent?.includes(mark))?.[1]
  return browser && system ? `${browser} (${system})` : browser
}
