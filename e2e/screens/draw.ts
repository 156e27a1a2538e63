/** A picture of a page as a small WebP file. */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from '@playwright/test'
import type { words } from '../actors/words.ts'
import languages from './phones.json' with { type: 'json' }

const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const QUALITY = 0.6

/** What is drawn on a phone in each language: the end of the picture's name, and the language. */
export const phones = Object.entries(languages) as [variant: keyof typeof languages, language: keyof typeof words][]

/** Chromium itself makes the WebP, in a tab of its own. */
export async function createDrawer(browser: Browser) {
  await mkdir(folder, { recursive: true })
  const darkroom = await browser.newPage()
  async function draw(shown: Page | Locator, name: string): Promise<void> {
    // Nothing must look selected because the pointer was left there.
    await ('mouse' in shown ? shown : shown.page()).mouse.move(0, 0)
    const png = (await shown.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
    const webp = await darkroom.evaluate(
      async ([data = '', quality]) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
        const canvas = new OffscreenCanvas(picture.width, picture.height)
        canvas.getContext('2d')?.drawImage(picture, 0, 0)
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality: Number(quality) })
        return [...new Uint8Array(await blob.arrayBuffer())]
      },
      [png, String(QUALITY)] as const,
    )
    await writeFile(`${folder}${name}.webp`, Uint8Array.from(webp))
  }
  /** Light and dark. */
  async function drawBoth(page: Page, name: string, shown: Page | Locator = page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await draw(shown, `${name}-${colorScheme}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  /** In forced colours, the few that a system uses on every page. */
  async function drawForced(page: Page, name: string, shown: Page | Locator = page): Promise<void> {
    await page.emulateMedia({ forcedColors: 'active' })
    await draw(shown, `${name}-forced`)
    await page.emulateMedia({ forcedColors: 'none' })
  }
  return { draw, drawBoth, drawForced, folder }
}
