/** Prints the saved codes on a sheet of their own, without the page around them. */
import type { Spoken } from '../languages/texts.ts'

/** Built from elements and single styles, because a strict content security policy allows no markup and no style sheet in a frame. */
export function printSheet(line: string, codes: readonly string[], { direction, language }: Spoken): void {
  const frame = document.createElement('iframe')
  // Hidden but in the page: an element without a box is not printed.
  Object.assign(frame.style, { position: 'fixed', inlineSize: '0', blockSize: '0', border: '0' })
  frame.setAttribute('aria-hidden', 'true')
  document.body.append(frame)
  const page = frame.contentDocument
  const view = frame.contentWindow
  if (!page || !view) throw new Error('printSheet: the frame has no document')
  const put = (tag: string, text: string, style: Partial<CSSStyleDeclaration>, into: Element = page.body): HTMLElement => {
    const element = page.createElement(tag)
    element.textContent = text
    Object.assign(element.style, style)
    into.append(element)
    return element
  }
  page.documentElement.lang = language
  page.documentElement.dir = direction
  put('p', line, { font: '12pt system-ui, sans-serif', maxWidth: '36em' })
  const list = put('ol', '', { font: '16pt ui-monospace, monospace', lineHeight: '2' })
  list.dir = 'ltr'
  for (const code of codes) put('li', code, {}, list)
  view.addEventListener('afterprint', () => frame.remove(), { once: true })
  view.print()
}
