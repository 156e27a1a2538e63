/** A part of the report, and how its tables are written. */

/** Goals in plain words, tables, and plots by file name. */
export interface Section {
  title: string
  goals: { goal: string; met: boolean; found: string }[]
  body: string[]
  plots: Record<string, string>
}

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, place) => (place === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
