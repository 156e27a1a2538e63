/**
 * Draws the children that an element has in the page's tree, with Lit. Pages that clone and morph their own tree (Turbo, htmx) leave copies of them
 * behind or remove some, and Lit does not notice. Then all of them are written again. Children of the page itself have the slot `sign-in`, and stay.
 */
import { render } from 'lit/html.js'

export function ownChildren(element: HTMLElement, redraw: () => void): (children: unknown) => void {
  /** Lit writes before it, so that children that the page adds later stay outside. */
  let end: Comment | undefined
  let written: Element[] = []
  const find = () => [...element.children].filter((child) => child.slot !== 'sign-in')
  // In a task of its own: otherwise a page that removes every new child would loop forever.
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
