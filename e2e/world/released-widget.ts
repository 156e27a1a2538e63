/** The widget of earlier releases, as on pages that kept its files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

const folder = new URL('../../packages/server/releases/', import.meta.url)
const fileOf = (release: string) => new URL(`${release}/widget.json.gz`, folder)

/** Releases whose widget is kept. */
export const releases = readdirSync(folder).filter((name) => existsSync(fileOf(name)))

/** Answers the page's requests for the widget with the files of that release. Lists what was served. */
export async function giveWidgetOf(release: string, page: Page, server: string): Promise<string[]> {
  const files = JSON.parse(gunzipSync(readFileSync(fileOf(release))).toString()) as Record<string, string>
  const given: string[] = []
  await page.route(
    ({ origin, pathname }) => origin === server && /^\/regain(\.js$|\/)/.test(pathname),
    (route) => {
      const path = new URL(route.request().url()).pathname.slice(1)
      const body = files[path]
      if (body === undefined) return route.abort()
      given.push(path)
      return route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } })
    },
  )
  return given
}
