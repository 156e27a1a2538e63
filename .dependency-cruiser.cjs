/** What may import what (see MAP.md). Type imports count. */

/**
 * The floors of the server, lowest first. A room imports rooms of lower floors only; rooms of one floor must not import each other.
 * Every folder of `packages/server/src` appears here once. Tests may import anything.
 */
const floors = [
  ['world', 'problems', 'visitor', 'texts'],
  ['crypto', 'outbound'],
  ['db', 'formats', 'captcha'],
  ['audit', 'settings', 'sites'],
  ['directory', 'limits', 'names'],
  ['outbox'],
  ['events', 'methods', 'operators'],
  ['alerts', 'calls', 'changes', 'sign-in'],
  ['flows', 'upgrade'],
  ['accounts', 'attempts', 'readiness', 'undo'],
  ['support'],
  ['cases'],
  ['recovery', 'realms', 'overview'],
  ['security-page'],
  ['http', 'metrics', 'wiring'],
  ['api', 'pages'],
  ['admin'],
  ['serve'],
  ['cli'],
]
const server = '^packages/server/src'
const roomsBelow = (floor) => floors.slice(0, floor).flat()
const downwardOnly = floors.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `floors: ${room}`,
    comment: `${room} is on floor ${floor}; it may import ${roomsBelow(floor).join(', ') || 'no other room'}`,
    severity: 'error',
    from: { path: `${server}/${room}/`, pathNot: '\\.test\\.ts$' },
    to: { path: `${server}/`, pathNot: `${server}/(${[room, ...roomsBelow(floor)].join('|')})/` },
  })),
)

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
      to: { path: `${server}/(?!admin/)` },
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
      to: { path: '/methods/([^/]+)/', pathNot: '/methods/($1|contract)/' },
    },
    {
      name: 'a-contract-never-knows-its-members',
      severity: 'error',
      from: {
        path: `${server}/directory/directory\\.ts$|${server}/outbox/channel\\.ts$|${server}/captcha/captcha\\.ts$|/methods/method\\.ts$|/methods/contract/`,
      },
      to: {
        path: `${server}/directory/(built-in|webhook)|${server}/outbox/channels/|${server}/captcha/(characters|proof-of-work)|/methods/(?!contract)[^/]+/`,
      },
    },
    ...downwardOnly,
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|^packages/server/testing/|^e2e/world/' },
      to: { path: '^packages/server/testing/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    // A program that fills the database of an earlier release is written for that release.
    exclude: { path: '/(dist|node_modules|\\.svelte-kit|build|releases)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
}

// For scripts and tests. Not enumerable, because dependency-cruiser refuses properties that it does not know.
Object.defineProperty(module.exports, 'floors', { value: floors })
