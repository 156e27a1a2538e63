/** Writes the custom-elements manifest, which editors and documentation tools read: only what pages may use of an element. */
const PROPERTIES = ['replay']

const onlyWhatPagesUse = {
  name: 'only-what-pages-use',
  packageLinkPhase({ customElementsManifest }) {
    for (const element of customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations)) {
      const names = [...(element.attributes ?? []).map(({ name }) => name), ...PROPERTIES]
      element.members = element.members?.filter(({ name }) => names.includes(name))
      element.events = element.events?.filter(({ name }) => name.startsWith('regain-'))
    }
  },
}

export default {
  globs: ['src/regain-account.ts', 'src/security/regain-security.ts'],
  outdir: 'dist',
  litelement: false,
  packagejson: false,
  plugins: [onlyWhatPagesUse],
}
