/** Writes the custom-elements manifest, which editors and documentation tools read. */
export default {
  globs: ['src/regain-account.ts', 'src/security/regain-security.ts'],
  outdir: 'dist',
  litelement: false,
  packagejson: false,
}
