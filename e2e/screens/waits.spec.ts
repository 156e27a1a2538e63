/** A recovery that waits because only the proven address would hear of it, on a phone. */
import { createPerson } from '../actors/person.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

test.use({ policy: { methods: ['email-code', 'saved-code'], hold: { onlyAddressHours: 24 } }, viewport: { width: 375, height: 740 } })

for (const [variant, language] of phones)
  test(`a waiting recovery, ${variant}`, async ({ page, world, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    const person = createPerson({ page, world, account: await world.addAccount(), language })
    await person.goesToTheCode()
    await person.typesTheCode(await person.readsTheCode())
    await person.fields.code.waitFor({ state: 'detached' })
    await page.evaluate(() => scrollTo(0, 0))
    await drawBoth(page, `waits-${variant}`, person.widget)
  })
