/** Something a program proves by exit status 0. */
export interface Check {
  readonly name: string;
  /** Run in the clone's folder, with TEST_DATABASE_URL in the environment. */
  readonly command: readonly string[];
}

const node = process.execPath;
const tsc = [node, 'node_modules/typescript-7/bin/tsc'];

/** Everything that is checked besides the tests themselves. */
export const CHECKS: readonly Check[] = [
  { name: 'types of the web', command: [...tsc, '-p', 'apps/web/tsconfig.json', '--noEmit'] },
  { name: 'types of the server', command: [...tsc, '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'lint and format', command: ['node_modules/.bin/biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'arrows between rooms',
    command: ['node_modules/.bin/depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test'],
  },
  {
    name: 'migrations make the tables of the entities',
    command: [node, 'dist/apps/cli/src/test/check-schema.js'],
  },
  {
    name: 'openapi.json is what the code says',
    command: [node, 'dist/apps/cli/src/main.js', 'openapi', '--check'],
  },
  { name: 'first load of the web', command: [node, 'apps/web/build/first-load.mjs'] },
  { name: 'Dockerfile', command: ['node_modules/.bin/dockerfile-utils', 'lint', 'docker/Dockerfile'] },
  {
    name: 'compose file',
    command: ['node_modules/.bin/dclint', '--max-warnings', '0', 'docker/compose.yaml'],
  },
];
