import { setPriority } from 'node:os';
import { swcOptions } from './tools/swc-options.mjs';

// As low as what a service computes with: its tests would otherwise keep the processors from it.
setPriority(19);

const shared = {
  testEnvironment: 'node',
  // Packages of its own, where somebody has drawn pictures.
  modulePathIgnorePatterns: ['<rootDir>/tools/grafana-pictures/app/'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', swcOptions('commonjs')] },
  // These are published as ES modules only; Jest runs CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|openid-client|oauth4webapi|jose|temporal-polyfill|temporal-utils|marked|d3-[a-z-]+|internmap|preact|@preact)/)',
  ],
};

/**
 * Three tiers: `unit` stands beside the code, `flows` runs whole ways through on the embedded ClickHouse, `page` in a
 * browser.
 */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{src,simulator,bench,page,test/reference,test/faults,test/dashboards,tools}/**/*.spec.ts',
      ],
    },
    { ...shared, displayName: 'flows', testMatch: ['<rootDir>/test/flows/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'page',
      testMatch: ['<rootDir>/test/page/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/page/support/set-up.ts',
      globalTeardown: '<rootDir>/test/page/support/tear-down.ts',
    },
  ],
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  testTimeout: 300_000,
  // Many flows wait for services and ClickHouse: two cores have time for three of them.
  maxWorkers: 3,
};
