/** Shows a benchmark's progress: a bar in a terminal, an occasional line elsewhere. */
const WIDTH = 30

export function progress(title: string, total: number): (done: number) => void {
  let shown = -1
  return (done) => {
    const percent = Math.floor((done / total) * 100)
    const step = process.stdout.isTTY ? 1 : 25
    if (percent < shown + step && done < total) return
    if (percent === shown) return
    shown = percent
    const bar = '█'.repeat(Math.round((WIDTH * percent) / 100)).padEnd(WIDTH, '░')
    if (!process.stdout.isTTY) console.log(`${title}  ${percent} %`)
    else process.stdout.write(`\r${title.padEnd(44)} ${bar} ${percent} %${done >= total ? '\n' : ''}`)
  }
}
