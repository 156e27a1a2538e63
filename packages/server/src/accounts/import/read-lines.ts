/** Reads the lines of a file from a byte offset, and reports the offset of each line's end, where a later run continues. */
import { createReadStream } from 'node:fs'

export interface Line {
  /** Undefined: longer than any account may be, or not UTF-8. */
  text: string | undefined
  /** Offset of the byte after the line. */
  end: number
}

const MOST_LINE_BYTES = 65_536
const NEWLINE = 0x0a

/** Yields several lines at once, as the disk delivers them. */
export async function* readLines(file: string, from: number): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0)
  let at = from
  let skipped = false
  for await (const chunk of createReadStream(file, { start: from, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const lines: Line[] = []
    let begin = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, begin)) {
      at += end + 1 - begin
      lines.push({ text: skipped ? undefined : decode(bytes.subarray(begin, end)), end: at })
      skipped = false
      begin = end + 1
    }
    rest = Buffer.from(bytes.subarray(begin))
    // An endless line must not fill the memory; its content is useless anyway.
    if (rest.length > MOST_LINE_BYTES) {
      at += rest.length
      rest = Buffer.alloc(0)
      skipped = true
    }
    yield lines
  }
  if (rest.length > 0 || skipped) yield [{ text: skipped ? undefined : decode(rest), end: at + rest.length }]
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_LINE_BYTES) return undefined
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
