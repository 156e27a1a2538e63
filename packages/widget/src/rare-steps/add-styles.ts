/** Adds the style of this part to an element that shows one of its screens: parts of the script bring their own, once. */
import css from './rare-steps.css?inline'

let sheet: CSSStyleSheet | undefined

export function addStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
