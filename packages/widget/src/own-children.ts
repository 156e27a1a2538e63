/**
 * Draws the children that an element has in the page's tree, by Lit. Pages that clone and morph their own tree (Turbo, htmx) leave copies of them behind,
 * or take some away, and Lit does not notice: then all of them are written anew. The page's own have the slot `sign-in`, and are left alone.
 */
import { render } from 'lit/html.js'

export function ownChildren(element: HTMLElement, redraw: () => void): (children: unknown) => void {
  /** Lit writes before it, so that what the page adds later stands outside. */
  let end: Comment | undefined
  let written: Element[] = []
  const find = () => [...element.children].filter((child) => child.slot !== 'sign-in')
  // In its own time: a page that takes away whatever comes must not be able to hang itself.
  new MutationObserver(() => setTimeout(redraw)).observe(element, { childList: true })
  return (children) => {
    const found = find()
    if (end?.parentNode !== element || found.length !== written.length || found.some((child) => !written.includes(child))) {
      for (const child of found) child.remove()
      end?.remove()
      end = element.appendChild(document.createComment(''))
    }
    render(children, element, { host: element, renderBefore: end })
    written = find()
  }
}
