/** Shows the progress of a long command: one line on a terminal, an occasional plain line elsewhere. */
const EVERY_MS = 200
const PLAIN_EVERY_MS = 5000
const WIDTH = 24

export interface Progress {
  done: number
  of: number
  /** Further text for the line. */
  note?: string
}

export function showProgress(what: string): (progress: Progress) => void {
  let shown = performance.now()
  return ({ done, of, note = '' }) => {
    const now = performance.now()
    const isTerminal = process.stderr.isTTY
    if (!(isTerminal && done >= of) && now - shown < (isTerminal ? EVERY_MS : PLAIN_EVERY_MS)) return
    shown = now
    const part = of === 0 ? 1 : done / of
    const bar = '█'.repeat(Math.floor(part * WIDTH)).padEnd(WIDTH, '░')
    const text = `${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${what} (${Math.floor(100 * part)} %)${note && `, ${note}`}`
    process.stderr.write(isTerminal ? `\r${bar} ${text}\u001B[K${done >= of ? '\n' : ''}` : `${text}\n`)
  }
}
