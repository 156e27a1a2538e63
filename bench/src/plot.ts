/** Draws two kinds of plot as SVG, legible in light and dark. */

const STYLE = `<style>
text { font: 12px system-ui, sans-serif; fill: #24292f } .faint { fill: #6e7781 } .line { stroke: #d0d7de }
.a { fill: #0969da; stroke: #0969da } .b { fill: #bc4c00; stroke: #bc4c00 } .goal { stroke: #1a7f37; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .faint { fill: #8d96a0 } .line { stroke: #3d444d } .a { fill: #4493f8; stroke: #4493f8 } .b { fill: #f0883e; stroke: #f0883e } .goal { stroke: #3fb950 } }
</style>`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const svg = (width: number, height: number, title: string, body: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"><title>${escaped(title)}</title>${STYLE}\n${body.join('\n')}\n</svg>\n`

export interface Row {
  label: string
  value: number
  /** The interval around it. */
  low: number
  high: number
  /** The colour: ours or the peer's. */
  ours: boolean
}

const LEFT = 310
const WIDTH = 820
const LINE = 22

/** A dot with its interval for each row, along one axis from `from` to `to`; `goals` are lines across it. */
export function intervals(
  title: string,
  rows: readonly Row[],
  axis: { from: number; to: number; goals: readonly number[]; unit: string },
): string {
  const { from, to, goals, unit } = axis
  const x = (value: number): number => LEFT + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (WIDTH - LEFT - 80)
  const height = 40 + rows.length * LINE + 30
  const ticks = Array.from({ length: 6 }, (_, place) => from + ((to - from) * place) / 5)
  return svg(WIDTH, height, title, [
    `<text x="0" y="16" font-weight="600">${escaped(title)}</text>`,
    ...ticks.map((tick) => {
      const label = Number(tick.toPrecision(3))
      return `<line class="line" x1="${x(tick)}" x2="${x(tick)}" y1="28" y2="${height - 26}"/><text class="faint" x="${x(tick)}" y="${height - 10}" text-anchor="middle">${label}${unit}</text>`
    }),
    ...goals.map((goal) => `<line class="goal" x1="${x(goal)}" x2="${x(goal)}" y1="28" y2="${height - 26}"/>`),
    ...rows.map(({ label, value, low, high, ours }, place) => {
      const y = 44 + place * LINE
      const colour = ours ? 'a' : 'b'
      return `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end">${escaped(label)}</text><line class="${colour}" stroke-width="2" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/><circle class="${colour}" cx="${x(value)}" cy="${y}" r="4"/><text class="faint" x="${WIDTH - 70}" y="${y + 4}">${value.toPrecision(3)}</text>`
    }),
  ])
}
