/** What both elements do as elements of a page. */

/** On a server that renders pages there is no document: there the elements can be imported, and nothing else happens. */
export const PageElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

export function defineOnce(tag: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element)
}

export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

/** Draws by Lit. Where the page asks for Trusted Types and lets it have none of its policies, the person reads `words`, and the developer the browser's log. */
export function drawIn(root: ShadowRoot, draw: () => void, words = ''): void {
  try {
    draw()
  } catch (error) {
    if (!root.firstElementChild) root.textContent = words
    throw error
  }
}

/** Each attribute is a property of the same name, too, whenever a framework sets it. */
export function reflect(prototype: HTMLElement, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: Element) {
        return this.getAttribute(name) ?? undefined
      },
      set(this: Element, value: string | null | undefined) {
        if (value === null || value === undefined) this.removeAttribute(name)
        else this.setAttribute(name, value)
      },
    })
  }
}

/** Properties that were set before the element was known hide its accessors: they are taken off, and set again. */
export function adoptProperties(element: HTMLElement, names: readonly string[]): void {
  const own = element as unknown as Record<string, unknown>
  for (const name of names) {
    if (!Object.hasOwn(own, name)) continue
    const value = own[name]
    delete own[name]
    own[name] = value
  }
}
