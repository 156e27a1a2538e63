/** The widget wears the page's colours, in light, dark, and forced ones. */
import { expect, test } from '../world/test.ts'

test('the widget takes the shop’s accent colour, although the shop calls its own property --accent', async ({ person }) => {
  await person.opensTheShop()
  await expect(person.onward).toHaveCSS('background-color', 'rgb(15, 107, 79)')
  await person.page.emulateMedia({ colorScheme: 'dark' })
  await expect(person.onward).toHaveCSS('background-color', 'rgb(127, 216, 181)')
})
