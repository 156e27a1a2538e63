/** What both custom elements have in common. */

/** A server that renders pages has no document: importing the elements there does nothing. */
export const PageElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

export function defineOnce(tag: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element)
}

export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

/** Draws with Lit. If the page requires Trusted Types and allows no policy for it, the person reads `words`, and the developer finds the error in the console. */
export function drawIn(root: ShadowRoot, draw: () => void, words = ''): void {
  try {
    draw()
  } catch (error) {
    if (!root.firstElementChild) root.textContent = words
    throw error
  }
}

/** Makes each attribute a property of the same name, for frameworks that set properties. */
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

/** Properties that were set before the element was defined hide its accessors, so they are removed and set again. */
export function adoptProperties(element: HTMLElement, names: readonly string[]): void {
  const own = element as unknown as Record<string, unknown>
  for (const name of names) {
    if (!Object.hasOwn(own, name)) continue
    const value = own[name]
    delete own[name]
    own[name] = value
  }
}
