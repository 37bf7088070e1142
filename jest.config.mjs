/** Three tiers: pure (*.spec.ts), medium (*.medium.spec.ts, real database), e2e (test/e2e, real browser). */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        module: { type: 'commonjs', strictMode: true },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true, tsx: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      },
    ],
  },
  moduleNameMapper: {
    '^#(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^\\./crl-worker-url\\.js$': '<rootDir>/libs/testing/src/crl-worker-url.ts',
    '^\\./preview-worker-url\\.js$': '<rootDir>/libs/testing/src/preview-worker-url.ts',
    '^\\./sheet-thread-url\\.js$': '<rootDir>/libs/testing/src/sheet-thread-url.ts',
    '^\\./text-thread-url\\.js$': '<rootDir>/libs/testing/src/text-thread-url.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: ['<rootDir>/libs/testing/src/without-navigator.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.portal/'],
  watchPathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.portal/'],
};

const database = {
  globalSetup: '<rootDir>/libs/testing/src/database.setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/database.teardown.mjs',
};

const portal = {
  globalSetup: '<rootDir>/libs/testing/src/portal.setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/portal.teardown.mjs',
};

export default {
  // A machine of two cores that does everything at once is slow at times; a test that hangs still ends.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/libs/testing/src/longest-first.mjs',
  projects: [
    {
      ...base,
      displayName: 'pure',
      testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.medium\\.spec\\.ts$'],
    },
    {
      ...base,
      ...database,
      displayName: 'medium',
      testMatch: ['<rootDir>/{libs,apps}/**/*.medium.spec.ts'],
    },
    {
      ...base,
      ...portal,
      displayName: 'e2e',
      setupFilesAfterEnv: ['<rootDir>/libs/testing/src/long-journeys.ts'],
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
    },
  ],
};
