/** What a screen reader is given, step by step: what it is, what to do, and how it stands. */
import { expect, test } from '../world/test.ts'

test('each step reads as a heading, what to do, a labelled field and one clear button', async ({ person }) => {
  const reads = (tree: string) => expect(person.widget).toMatchAriaSnapshot(tree)
  await person.opensTheShop()
  await reads(`
    - heading "Let’s get you back in" [level=2]
    - paragraph: Which Corner Shop account is yours?
    - textbox "Email, phone number or user name"
    - button "Next"
  `)
  await person.names()
  await person.isTold('Where should the code go?')
  await reads(`
    - heading "Where should the code go?" [level=2]
    - radiogroup "Where should the code go?":
      - radio /Code by email p•••@e•••/
      - radio /Code by text message ••••••\\d\\d/
    - button "Send the code"
    - button "I don’t have any of these"
  `)
  await person.picks('email')
  await expect(person.fields.complete).toHaveAccessibleName('Type the whole address p•••@e•••')
  await person.completes()
  await reads(`
    - heading "Type the code" [level=2]
    - textbox "Code"
    - button "Next"
    - button /Send a new code in \\d+ s/
  `)
  await expect(person.fields.code).toHaveAccessibleDescription(/It works for (10|9) more minutes.*5 tries left/)
  await person.typesTheCode('00000000')
  await expect(person.widget.getByRole('alert').first()).toContainText('does not match')
  await expect(person.fields.code).toHaveAccessibleDescription(/4 tries left/)
  await person.typesTheCode(await person.readsTheCode())
  await person.isTold('Choose a new password')
  await reads(`
    - heading "Choose a new password" [level=2]
    - textbox "New password"
    - button "Show"
    - button "Save the password"
  `)
  await expect(person.fields.password).toHaveAccessibleDescription(/At least 15 characters/)
  await person.choosesAPassword()
  await reads(`
    - heading "Your new password is set" [level=2]
    - paragraph: /Sign in to Corner Shop with it now/
  `)
})
