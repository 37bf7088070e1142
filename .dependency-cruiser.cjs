/**
 * The arrows between rooms: contracts <- kernel <- files, signing <- texts, directory, inbox <- other rooms <- apps;
 * web -> contracts. Checked by ./portal test.
 */
const room = (...names) => `^libs/(${names.join('|')})/`;
const spec = '\\.(spec|fixture)\\.tsx?$';

/** A room may import only these rooms. */
const MAY_IMPORT = {
  contracts: [],
  kernel: ['contracts'],
  files: ['contracts', 'kernel'],
  signing: ['contracts', 'kernel'],
  texts: ['contracts', 'kernel', 'files'],
  directory: ['contracts', 'kernel', 'files', 'signing'],
  inbox: ['contracts', 'kernel', 'files', 'signing', 'directory'],
};
const FOUNDATION = ['contracts', 'kernel', 'files', 'signing', 'texts', 'directory', 'inbox'];

const between = Object.entries(MAY_IMPORT).map(([name, targets]) => ({
  name: `${name}-looks-down-only`,
  comment: `${name} may import ${targets.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: room(name), pathNot: spec },
  to: { path: '^(libs|apps|test)/', pathNot: room(name, ...targets) },
}));

module.exports = {
  forbidden: [
    ...between,
    {
      name: 'rooms-import-foundation-rooms-only',
      comment: 'rooms talk to each other by ids and events',
      severity: 'error',
      from: {
        path: '^libs/([^/]+)/',
        pathNot: [room(...FOUNDATION, 'certification-centre', 'testing'), spec],
      },
      to: { path: '^(libs|apps|test)/', pathNot: [room(...FOUNDATION), '^libs/$1/'] },
    },
    {
      name: 'certification-centre-is-for-keys-and-tests',
      comment: 'the test certification centre serves tests, and the demo and keys of apps/cli',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [room('certification-centre', 'testing'), '^apps/cli/', spec] },
      to: { path: room('certification-centre') },
    },
    {
      name: 'certification-centre-stands-alone',
      severity: 'error',
      from: { path: room('certification-centre'), pathNot: spec },
      to: { path: '^(libs|apps|test)/', pathNot: room('certification-centre') },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'libs/testing needs packages that a running portal does not have',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [room('testing'), spec] },
      to: { path: room('testing') },
    },
    {
      name: 'testing-looks-down-only',
      severity: 'error',
      from: { path: room('testing') },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'rooms-through-their-index',
      comment: 'of another room only its index.ts may be imported',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'apps-use-rooms-through-their-index',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps|test)/', pathNot: ['^apps/web/', '^libs/contracts/'] },
    },
    {
      name: 'apps-are-separate',
      comment: 'worker and cli take from the api only how the rooms are put together',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: spec },
      to: { path: '^(apps|test)/', pathNot: ['^apps/$1/', '^apps/api/src/(app\\.module|rooms|http)\\.ts$'] },
    },
    {
      name: 'no-cycle',
      comment: 'entities that know each other do so by `import type`, which is gone when the code runs',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'an import that leads nowhere would hide an arrow from this check',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' }, // virtual: made by a plugin of Vite
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^apps/web/src/api/schema\\.d\\.ts' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
