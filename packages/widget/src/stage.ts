/** The change from one screen to the next: where the focus goes, and what stays until a screen reader has read it. */
import { type FirstContext, type Screen, wrongsOf } from './screen.ts'

/** After this time a screen reader knows the new sentences, and reads them once, with the focus. */
const FOCUS_MS = 60
const TURN_MS = 200

export class Stage {
  /** The screen replaces another one, and is drawn for the first time. */
  isNew = false
  /** The heading is the new screen's; everything else is still the old one's. */
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

  /** Returns what to draw. The element that had the focus stays for a moment: a screen reader does not read the new heading if that element is gone. */
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

  /** Moves the focus to the heading of a new step, or to an error. Otherwise the focus stays where it is. */
  leadFocus(context: FirstContext, screen: Screen | undefined): void {
    const { c } = context
    const isWrong = screen && c.wrongs !== this.#wrongs && wrongsOf(context, screen).length > 0
    this.#wrongs = c.wrongs
    if (!isWrong && !this.isNew) return
    // The caret would stay where a field was removed, and a screen reader would follow it there.
    getSelection()?.empty()
    setTimeout(() => this.#root.querySelector<HTMLElement>(isWrong ? '[part=error]' : 'h2')?.focus(), FOCUS_MS)
  }
}
