/** A page may keep the script of the last release for a while, or ship it in a bundle: it must work with this server. */
import { NEW_PASSWORD } from '../actors/person.ts'
import { giveWidgetOf, releases } from '../world/released-widget.ts'
import { expect, test } from '../world/test.ts'

for (const release of releases) {
  test(`the widget of release ${release} brings a person back in on this server`, async ({ person, page, world }) => {
    const given = await giveWidgetOf(release, page, world.server)
    await person.goesToTheCode()
    // A wrong code first: the old script must understand news, too.
    await person.typesTheCode('00000000')
    await expect(person.summary).toBeVisible()
    await person.typesTheCode(await person.readsTheCode())
    await expect(person.fields.password).toBeVisible()
    await person.choosesAPassword()
    await expect(person.fields.password).toBeHidden()
    expect(given).toEqual(
      expect.arrayContaining(['regain.js', expect.stringMatching(/^regain\/steps-/), expect.stringMatching(/^regain\/en-rest-/)]),
    )
    await person.signsIn(NEW_PASSWORD)
    await person.isSignedIn()
  })
}
