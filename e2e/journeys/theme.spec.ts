/** The widget takes the page's colours, in light, dark, and forced colours. */
import { expect, test } from '../world/test.ts'

test('the widget takes the shop’s accent colour, although the shop calls its own property --accent', async ({ person }) => {
  await person.opensTheShop()
  await expect(person.onward).toHaveCSS('background-color', 'rgb(15, 107, 79)')
  await person.page.emulateMedia({ colorScheme: 'dark' })
  await expect(person.onward).toHaveCSS('background-color', 'rgb(127, 216, 181)')
})

test('in forced colours buttons keep a border, and the focus is visible', async ({ person, page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await person.opensTheShop()
  await expect(person.onward).toHaveCSS('border-top-style', 'solid')
  await person.fields.identifier.focus()
  await expect(person.fields.identifier).toHaveCSS('outline-style', 'solid')
  await person.getsBackIn()
})

test('a hovered choice does not look like the chosen one', async ({ person }) => {
  await person.opensTheShop()
  await person.names()
  await expect(person.methods.first()).toBeVisible()
  const [chosen, other] = [person.widget.locator('.choice').nth(0), person.widget.locator('.choice').nth(1)]
  await chosen.getByRole('radio').check()
  await other.hover()
  const look = (choice: typeof other) =>
    choice.evaluate((element) => {
      const { borderTopColor, boxShadow, backgroundColor } = getComputedStyle(element)
      return { borderTopColor, boxShadow, backgroundColor }
    })
  const [ofChosen, ofOther] = [await look(chosen), await look(other)]
  expect(ofOther.boxShadow).toBe('none')
  expect(ofChosen.boxShadow).not.toBe('none')
  expect(ofOther.borderTopColor).not.toBe(ofChosen.borderTopColor)
  expect(ofOther.backgroundColor).not.toBe(ofChosen.backgroundColor)
})

test('nothing moves with reduced motion', async ({ person, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await person.opensTheShop()
  await person.names()
  await person.isTold('Where should we send the code?')
  const moving = await person.widget.evaluate(
    (element) =>
      [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one)
        return transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0.01) || animationName !== 'none'
      }).length,
  )
  expect(moving).toBe(0)
})
