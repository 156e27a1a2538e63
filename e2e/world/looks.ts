/** Checks of a page: axe, fitting a small phone, and reaching everything by keyboard. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** WCAG 2.2, 1.4.10: 320 CSS pixels wide, which is also 1280 at 400 %. */
export const NARROW = { width: 320, height: 640 }

export async function axeFindsNothing(page: Page, name = page.url(), without: string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // No page has foreign frames, and only violations are read.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    // In dark mode only the colours differ.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.disableRules(without)).analyze()
    expect(
      violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
      `${name}, ${colorScheme}`,
    ).toEqual([])
  }
}

export async function nothingScrollsSideways(page: Page, name = page.url()): Promise<void> {
  // A chart measures its space again shortly after a change.
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await expect.poll(beyond, { message: `${name}, beyond the edge of the window` }).toBeLessThanOrEqual(0)
}

export async function fitsAPhone(page: Page, name = page.url()): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize(NARROW)
  await nothingScrollsSideways(page, `${name} at ${NARROW.width} px`)
  await page.setViewportSize(size)
}

/** No two texts of a chart touch, and none leaves its chart. */
export async function labelsKeepApart(page: Page, name = page.url()): Promise<void> {
  const charts = page.locator('figure')
  const collisions = () =>
    charts.evaluateAll((figures) =>
      figures.flatMap((figure) => {
        const frame = figure.getBoundingClientRect()
        const texts: { said: string; box: DOMRect }[] = []
        const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const range = document.createRange()
          range.selectNodeContents(node)
          // A box per line: the box around wrapped text would contain its neighbour, too.
          for (const box of range.getClientRects())
            if (box.width > 1 && node.textContent?.trim()) texts.push({ said: node.textContent, box })
        }
        const meet = (one: DOMRect, other: DOMRect) =>
          one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 4 && other.top < one.bottom - 4
        const beyond = texts
          .filter(({ box }) => box.left < frame.left || box.right > frame.right)
          .map(({ said }) => `${said} leaves its chart`)
        return texts
          .flatMap(({ said, box }, at) =>
            texts
              .slice(at + 1)
              .filter((other) => meet(box, other.box))
              .map((other) => `${said} | ${other.said}`),
          )
          .concat(beyond)
      }),
    )
  // A chart measures its space again shortly after a change.
  await expect.poll(collisions, { message: name }).toEqual([])
}

export async function looksRight(page: Page, name = page.url()): Promise<void> {
  await axeFindsNothing(page, name)
  await fitsAPhone(page, name)
}

/** Presses Tab until it is reached, but gives up as people do. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus-visible'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(target)}`)
}
