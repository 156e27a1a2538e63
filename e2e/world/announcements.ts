/** What assistive technology gets while a page changes, recorded without one: where the focus goes, and what live regions say. */
import type { Page } from '@playwright/test'

type Heard = typeof globalThis & { heard: string[] }

/** Call it before the page opens. */
export const listenTo = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })

    /** As a screen reader reads it. */
    const textOf = (node: Node): string =>
      node instanceof Element && (node.getAttribute('aria-hidden') === 'true' || node.hasAttribute('hidden'))
        ? ''
        : node.hasChildNodes()
          ? [...node.childNodes].map(textOf).join('')
          : node instanceof Text
            ? node.data
            : ''
    const clean = (text: string): string =>
      text
        .replace(/[\u2066-\u2069]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
    const about = (element: HTMLElement): string => {
      const input = element as HTMLInputElement
      const root = element.getRootNode() as Document
      const name = element.ariaLabel ?? (input.labels?.length ? [...input.labels].map(textOf).join(' ') : textOf(element))
      const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
      const description = ids.map((id) => textOf(root.getElementById(id) ?? new Text())).join(' ')
      const role =
        element.getAttribute('role') ??
        { H2: 'heading', INPUT: input.type, BUTTON: 'button', A: 'link' }[element.tagName] ??
        element.tagName
      const states = [
        element.ariaRequired === 'true' && 'required',
        element.ariaInvalid === 'true' && 'invalid',
        element.ariaPressed && `pressed: ${element.ariaPressed}`,
        input.required && 'HTML says that it is required',
      ].filter(Boolean)
      return [`${role} "${clean(name)}"`, ...states, clean(description) && `described as "${clean(description)}"`]
        .filter(Boolean)
        .join(', ')
    }

    /** A change of a region announces only what is new in it. */
    const changed = (mutations: MutationRecord[]) => {
      const said = new Map<Element, string[]>()
      const speak = (region: Element, node: Node) => said.set(region, [...(said.get(region) ?? []), textOf(node)])
      for (const { target, type, addedNodes } of mutations) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest('[aria-live], [role="alert"], [role="status"]')
        for (const node of type === 'characterData' ? [target] : addedNodes) {
          if (region) speak(region, node)
          // An alert is announced as soon as it appears.
          else if (node instanceof Element && node.matches('[role="alert"]')) speak(node, node)
        }
      }
      for (const texts of said.values()) {
        const text = clean(texts.join(' '))
        if (text) heard.push(`says "${text}"`)
      }
    }
    const focused = ({ target }: Event) => heard.push(`focus: ${about(target as HTMLElement)}`)
    const left = (event: Event) => {
      if (!(event as FocusEvent).relatedTarget)
        requestAnimationFrame(() => document.hasFocus() && document.activeElement === document.body && heard.push('focus: nowhere'))
    }
    const observer = new MutationObserver(changed)
    const watch = (root: Node) => observer.observe(root, { subtree: true, childList: true, characterData: true })
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init)
      watch(root)
      // Focus changes inside it are not visible outside.
      root.addEventListener('focusin', (event) => (event.target as Node).getRootNode() === root && focused(event))
      return root
    }
    watch(document)
    addEventListener('focusin', (event) => (event.target as Element).shadowRoot ?? focused(event))
    addEventListener('focusout', left)
  })

/** Announcements since the last call. */
export const heardIn = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as Heard).heard.splice(0))
