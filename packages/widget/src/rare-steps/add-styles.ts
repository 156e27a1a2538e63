/** Adds the styles of the rare steps to an element that shows one of them, once. */
import css from './rare-steps.css?inline'

let sheet: CSSStyleSheet | undefined

export function addStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
