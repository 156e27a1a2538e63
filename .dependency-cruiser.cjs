/** Who may look where (see MAP.md); type imports count, circles never. */
const server = '^packages/server/src'
const rooms = {
  'db|security': 'routes|recovery|undo|accounts|cases|operators|calls|methods|directory|captcha|outbox|audit|limits|realms|middleware',
  'captcha|outbox|audit|limits': 'routes|recovery|undo|accounts|cases|calls|readiness|operators|alerts|methods|directory|middleware',
  'methods': 'routes|recovery|undo|accounts|cases|calls|readiness|operators|alerts|directory|middleware',
  'recovery|undo|accounts|cases|calls|readiness|operators|alerts': 'routes|middleware',
}

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-alone',
      comment: 'core knows valibot and itself: no clock, no chance, no network, no node:, no DOM',
      severity: 'error',
      from: { path: '^packages/core/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/core/src', 'node_modules/valibot'] },
    },
    {
      name: 'one-door-to-core',
      severity: 'error',
      from: { pathNot: '^packages/core/' },
      to: { path: '^packages/core/(src|dist)/(?!index\\.)' },
    },
    {
      name: 'the-widget-is-for-browsers',
      severity: 'error',
      from: { path: '^packages/widget/src', pathNot: '\\.test\\.ts$' },
      to: { path: ['^packages/server', '^apps', '^e2e', '^examples', '^bench'], dependencyTypesNot: [] },
    },
    {
      name: 'the-console-sees-types-of-its-routes-only',
      severity: 'error',
      from: { path: '^apps/admin/src' },
      to: { path: '^packages/server/src/(?!routes/admin/)' },
    },
    {
      name: 'a-journey-sees-what-a-person-sees',
      severity: 'error',
      from: { path: '^e2e' },
      to: { path: '^(packages/(core|widget)|apps)/' },
    },
    {
      name: 'one-method-never-meets-another',
      severity: 'error',
      from: { path: '/methods/([^/]+)/' },
      to: { path: '/methods/([^/]+)/', pathNot: '/methods/$1/' },
    },
    {
      name: 'a-contract-never-knows-its-members',
      severity: 'error',
      from: {
        path: `${server}/directory/directory\\.ts$|${server}/outbox/channel\\.ts$|${server}/captcha/captcha\\.ts$|/methods/method\\.ts$`,
      },
      to: {
        path: `${server}/directory/(built-in|webhook)|${server}/outbox/channels/|${server}/captcha/(characters|proof-of-work)|/methods/[^/]+/`,
      },
    },
    ...Object.entries(rooms).map(([from, to]) => ({
      name: `rooms: ${from.replaceAll('|', ', ')}`,
      severity: 'error',
      from: { path: `${server}/(${from})/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${server}/(${to})/` },
    })),
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|/testing/|conformance|^e2e/world/' },
      to: { path: `${server}/testing/` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    // What fills a database of an earlier release is written against that release.
    exclude: { path: '/(dist|node_modules|\\.svelte-kit|build|releases)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
}
