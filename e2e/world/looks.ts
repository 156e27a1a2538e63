/** What tools for people with disabilities find on a page, and whether it fits a small phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

export async function axeFindsNothing(page: Page, name = page.url(), without: string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // No page has frames of others, and what is wrong is all that is read.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    // In the dark nothing but the colours is another.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.disableRules(without)).analyze()
    expect(
      violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
      `${name}, ${colorScheme}`,
    ).toEqual([])
  }
}

/** WCAG 2.2, 1.4.10: nothing scrolls sideways at 320 px. */
export async function fitsAPhone(page: Page, name = page.url()): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 320, height: 720 })
  // A chart measures its place anew a moment after that has changed.
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.poll(width, { message: `${name} at 320 px` }).toBeLessThanOrEqual(320)
  await page.setViewportSize(size)
}
