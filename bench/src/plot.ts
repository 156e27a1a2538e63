/** Draws plots as SVG, legible in light and dark: rows with intervals, and curves. */

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

export interface Series {
  label: string
  points: readonly { x: number; y: number }[]
  /** The colour. */
  ours: boolean
}

const HEIGHT = 260
const MARGIN = { left: 60, right: 150, top: 34, bottom: 40 }

/** Round numbers from zero past `most`. */
function scaleTo(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  return Array.from({ length: Math.floor(most / step) + 2 }, (_, place) => place * step)
}

/** A line for each series, from zero up. `along` says what x is; `isLog`: its equal steps are equal factors; `goals` are lines across. */
export function curves(
  title: string,
  series: readonly Series[],
  { along, isLog = false, goals = [] }: { along: string; isLog?: boolean; goals?: readonly number[] },
): string {
  const all = series.flatMap(({ points }) => points)
  const xs = [...new Set(all.map(({ x }) => x))].sort((a, b) => a - b)
  const scaled = (value: number): number => (isLog ? Math.log10(value) : value)
  const [first, last] = [scaled(xs[0] ?? 0), scaled(xs.at(-1) ?? 1)]
  const scale = scaleTo(Math.max(...all.map(({ y }) => y), ...goals, 1e-9))
  const most = scale.at(-1) ?? 1
  const right = WIDTH - MARGIN.right
  const bottom = HEIGHT - MARGIN.bottom
  const x = (value: number): number => MARGIN.left + ((scaled(value) - first) / (last - first || 1)) * (right - MARGIN.left)
  const y = (value: number): number => bottom - (value / most) * (bottom - MARGIN.top)
  const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en')
  const marks = xs.length <= 8 ? xs : scaleTo(last).filter((mark) => mark >= first && mark <= last)
  return svg(WIDTH, HEIGHT, title, [
    `<text x="0" y="16" font-weight="600">${escaped(title)}</text>`,
    ...scale.map(
      (value) =>
        `<line class="line" x1="${MARGIN.left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/><text class="faint" x="${MARGIN.left - 8}" y="${y(value) + 4}" text-anchor="end">${short(value)}</text>`,
    ),
    ...marks.map((value) => `<text class="faint" x="${x(value)}" y="${bottom + 16}" text-anchor="middle">${short(value)}</text>`),
    `<text class="faint" x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escaped(along)}</text>`,
    ...goals.map((goal) => `<line class="goal" x1="${MARGIN.left}" x2="${right}" y1="${y(goal)}" y2="${y(goal)}"/>`),
    ...series.map(({ label, points, ours }) => {
      const colour = ours ? 'a' : 'b'
      const end = points.at(-1) ?? { x: 0, y: 0 }
      const line = points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ')
      const dots =
        points.length > 20 ? '' : points.map((point) => `<circle class="${colour}" cx="${x(point.x)}" cy="${y(point.y)}" r="3"/>`).join('')
      return `<polyline class="${colour}" style="fill:none" stroke-width="2" points="${line}"/>${dots}<text x="${x(end.x) + 8}" y="${y(end.y) + 4}">${escaped(label)}</text>`
    }),
  ])
}
