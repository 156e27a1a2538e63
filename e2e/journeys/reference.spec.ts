/** The reference of the HTTP API, as `npm run reference` writes it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '../world/test.ts'

const script = fileURLToPath(new URL('../../scripts/reference.mjs', import.meta.url))

test('the reference opens from the disk, shows every call with its schemas, and makes no request', async ({ page, world }) => {
  const folder = await mkdtemp(join(tmpdir(), 'regain-reference-'))
  const file = join(folder, 'index.html')
  const source = `${world.server}/openapi.json`
  await promisify(execFile)(process.execPath, [script, '--from', source, '--to', file])
  const document = (await (await fetch(source)).json()) as Record<'paths' | 'webhooks', Record<string, object>>
  const calls = [...Object.values(document.paths), ...Object.values(document.webhooks)].flatMap((methods) => Object.keys(methods))
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  await expect(page.locator('.opblock')).toHaveCount(calls.length)
  await page.locator('#operations-accounts-postV1SignIns').getByRole('button').first().click()
  const replies = page.locator('#operations-accounts-postV1SignIns .responses-wrapper')
  await expect(replies.getByText('accountId', { exact: true }), 'references are resolved').toBeVisible()
  expect(asked).toEqual([pathToFileURL(file).href])
  await rm(folder, { recursive: true, force: true })
})
