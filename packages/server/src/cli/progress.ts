/** One line on the terminal that says how far a long command is; nothing where no person looks. */
const EVERY_MS = 200

export function showProgress(what: string): (progress: { done: number; of: number }) => void {
  let shown = 0
  return ({ done, of }) => {
    const now = performance.now()
    if (!process.stderr.isTTY || (done < of && now - shown < EVERY_MS)) return
    shown = now
    const percent = of === 0 ? 100 : Math.floor((100 * done) / of)
    process.stderr.write(`\r${what} ${done.toLocaleString('en')} of ${of.toLocaleString('en')} (${percent} %)${done >= of ? '\n' : ''}`)
  }
}
