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

test('a person gets back in at 400 % zoom', async ({ person, page }) => {
  // A window of 1280 by 1024, zoomed in.
  await page.setViewportSize({ ...NARROW, height: 256 })
  await person.getsBackIn()
  await person.isTold('Your new password is set')
})
