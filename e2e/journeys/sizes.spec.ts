/** On the smallest screens, zoomed in, and by touch. */
import { walk } from '../actors/walk.ts'
import { NARROW, nothingScrollsSideways } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

/** WCAG 2.5.8. */
const LEAST_TARGET = 24

test('at 320 pixels no screen scrolls sideways, and every control is large enough for a finger', async ({ person, page, world }) => {
  test.setTimeout(400_000)
  await page.setViewportSize(NARROW)
  await walk(person, world, async (name) => {
    await nothingScrollsSideways(page, name)
    const controls = await person.widget.locator('button:visible, input:visible:not([readonly]), summary:visible').all()
    for (const control of controls) {
      const box = await control.boundingBox()
      const what = `${name}: ${await control.evaluate((element) => element.outerHTML)}`
      expect(box?.height, what).toBeGreaterThanOrEqual(LEAST_TARGET)
      expect(box?.width, what).toBeGreaterThanOrEqual(LEAST_TARGET)
      expect((box?.x ?? 0) + (box?.width ?? 0), what).toBeLessThanOrEqual(NARROW.width)
    }
  })
})

/** WCAG 1.4.12, as its bookmarklet applies it: in the page and in every shadow root. */
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

test('with increased text spacing, nothing is cut off and no screen scrolls sideways', async ({ person, page, world }) => {
  test.setTimeout(400_000)
  await page.setViewportSize(NARROW)
  await walk(person, world, async (name) => {
    const cut = await person.widget.evaluate((element, css) => {
      const root = element.shadowRoot as ShadowRoot
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      const before = [root, document].map((tree) => [tree, tree.adoptedStyleSheets] as const)
      for (const [tree, sheets] of before) tree.adoptedStyleSheets = [...sheets, sheet]
      // Texts for screen readers are clipped on purpose, and typed text scrolls within its field.
      const shown = [...root.querySelectorAll<HTMLElement>(':not(.aloud)'), ...element.querySelectorAll<HTMLElement>('label, p')]
      const tooBig = shown
        .filter(
          (one) =>
            getComputedStyle(one).overflow !== 'visible' &&
            (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1),
        )
        .map((one) => one.outerHTML)
      const beyond = document.documentElement.scrollWidth - innerWidth
      const section = root.querySelector('section')?.getBoundingClientRect()
      const outside = shown
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > (section?.right ?? 0) + 1)
        .map((one) => one.outerHTML)
      for (const [tree, sheets] of before) tree.adoptedStyleSheets = [...sheets]
      return { tooBig, beyond: Math.max(0, beyond), outside }
    }, SPACED)
    expect(cut, name).toEqual({ tooBig: [], beyond: 0, outside: [] })
  })
})

test('with the browser’s font at 200 %, the widget’s text grows too, and no screen scrolls sideways', async ({ person, page, world }) => {
  test.setTimeout(400_000)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  await walk(person, world, async (name) => {
    await expect(person.heading).toHaveCSS('font-size', /^[4-9]\d/)
    await nothingScrollsSideways(page, name)
  })
})

test('the focused heading and its ring are visible in a window as low as one above a screen keyboard', async ({ person, page }) => {
  await page.setViewportSize({ width: 640, height: 200 })
  const isWhole = () =>
    person.heading.evaluate((heading) => {
      const { top, bottom } = heading.getBoundingClientRect()
      const { outlineWidth, outlineOffset } = getComputedStyle(heading)
      const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
      return heading.matches(':focus') && top - ring >= 0 && bottom + ring <= innerHeight
    })
  await person.goesToTheNewPassword()
  await expect.poll(isWhole).toBe(true)
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await expect.poll(isWhole).toBe(true)
})

test('a person gets back in at 400 % zoom', async ({ person, page }) => {
  // A window of 1280 by 1024, zoomed in.
  await page.setViewportSize({ ...NARROW, height: 256 })
  await person.getsBackIn()
  await person.isTold('Your new password is set')
})
