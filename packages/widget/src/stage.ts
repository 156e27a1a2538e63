/** From one screen to the next: where the focus goes, and what stays until a screen reader has read it. */
import { type FirstContext, type Screen, wrongsOf } from './screen.ts'

/** By then a screen reader has taken in the new sentences, and reads them once, with the focus. */
const FOCUS_MS = 60
const TURN_MS = 200

export class Stage {
  /** Takes the place of another one, and is drawn for the first time. */
  isNew = false
  /** The heading is of the new screen, all else of the old one. */
  isTurning = false
  readonly #root: ShadowRoot
  readonly #changed: () => void
  #screen: Screen | undefined
  #step: AbortSignal | undefined
  #wrongs = 0

  constructor(root: ShadowRoot, changed: () => void) {
    this.#root = root
    this.#changed = changed
  }

  /** What to draw. A screen reader asks what had the focus before, and says nothing of a new heading if that is gone: so it stays for a moment. */
  enter({ c }: FirstContext, screen: Screen | undefined): Screen | undefined {
    this.isNew = !!screen && !!this.#screen && c.left !== this.#step
    if (!screen) return screen
    this.#step = c.left
    if (this.isNew && this.#root.host.matches(':focus-within')) {
      this.isTurning = true
      setTimeout(() => {
        this.isTurning = false
        this.#changed()
      }, TURN_MS)
    }
    if (this.isTurning) return { ...this.#screen, title: screen.title, lead: screen.lead, isOver: true }
    this.#screen = screen
    return screen
  }

  /** To the heading of a new step, or to what needs another look; else it stays where it is. */
  leadFocus(context: FirstContext, screen: Screen | undefined): void {
    const { c } = context
    const isWrong = screen && c.wrongs !== this.#wrongs && wrongsOf(context, screen).length > 0
    this.#wrongs = c.wrongs
    if (!isWrong && !this.isNew) return
    // The page's caret is left beside a field that goes: a screen reader would follow it to what comes there.
    getSelection()?.empty()
    setTimeout(() => this.#root.querySelector<HTMLElement>(isWrong ? '[part=error]' : 'h2')?.focus(), FOCUS_MS)
  }
}
