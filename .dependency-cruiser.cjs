/**
 * The way through the service goes one way only; docs/architecture.md draws it. Each folder of src may import
 * from the folders listed for it, and nothing else of src.
 */
const MAY_IMPORT = {
  config: ['data-directory'],
  logging: ['config'],
  terminal: [],
  pace: [],
  'data-directory': [],
  http: [],
  events: [],
  spool: ['logging'],
  intake: ['config', 'logging', 'events', 'spool'],
  webhook: ['config', 'logging', 'jobs', 'intake'],
  clickhouse: ['config', 'logging', 'data-directory', 'pace'],
  jobs: ['logging', 'clickhouse'],
  lease: ['logging', 'clickhouse'],
  facts: ['config', 'clickhouse', 'lease'],
  ingest: ['config', 'logging', 'events', 'spool', 'intake', 'clickhouse', 'jobs', 'facts'],
  rollups: ['config', 'logging', 'clickhouse', 'jobs', 'lease', 'facts'],
  erasure: ['config', 'logging', 'clickhouse', 'jobs', 'lease', 'facts', 'rollups'],
  measures: ['config', 'logging', 'pace', 'events', 'clickhouse', 'facts', 'ingest', 'rollups'],
  signalzen: [
    ...['config', 'logging', 'terminal', 'data-directory', 'events', 'spool', 'clickhouse', 'lease', 'facts'],
    ...['jobs', 'ingest', 'rollups', 'measures'],
  ],
  'api-token': ['config'],
  graphql: ['config', 'logging', 'pace', 'clickhouse', 'api-token', 'measures'],
  reports: ['config', 'logging', 'pace', 'clickhouse', 'api-token', 'measures'],
  page: [],
  health: ['intake'],
  metrics: [
    ...[
      'config',
      'http',
      'spool',
      'intake',
      'webhook',
      'clickhouse',
      'lease',
      'ingest',
      'rollups',
      'signalzen',
    ],
  ],
  replay: ['config', 'logging', 'spool', 'clickhouse', 'facts', 'ingest', 'terminal'],
  simulator: ['config', 'terminal'],
};

const layers = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-stands-before-it`,
  comment: `src/${folder} may import only from itself${allowed.map((name) => `, ${name}`).join('')}: see docs/architecture.md`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'every-folder-has-its-rule',
      comment: 'A new folder of src needs a line in the table above: what it may import is a decision.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${[...Object.keys(MAY_IMPORT), 'cli'].join('|')})/` },
      to: {},
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-commands',
      comment: 'Commands stand at the end: they use everything and lend nothing.',
      severity: 'error',
      from: { pathNot: '^src/(cli/|main\\.ts$)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'the-reference-is-independent',
      comment: 'A reference that shares code with what it checks would share its errors.',
      severity: 'error',
      from: { path: '^test/reference/' },
      to: { path: '^src/' },
    },
    {
      name: 'rules-for-dashboards-are-independent',
      comment:
        'What checks the generated files reads them as Grafana does, with no help from what wrote them.',
      severity: 'error',
      from: { path: '^test/dashboards/(rules|infinity)/' },
      to: { path: '^(src|dashboards)/' },
    },
    {
      name: 'source-does-not-import-tests',
      comment: 'Only specs may use what stands under test/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench|dashboards)/' },
    },
    {
      name: 'dashboards-know-only-the-registry',
      comment:
        'Dashboards ask the public API; of the service itself they take only what measures are called and mean.',
      severity: 'error',
      from: { path: '^dashboards/' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/measures/registry/' },
    },
    {
      name: 'the-page-is-a-program-of-its-own',
      comment: 'page/ runs in a browser and knows the service by its GraphQL API alone.',
      severity: 'error',
      from: { path: '^page/' },
      to: { path: '^(src|test|bench)/' },
    },
    {
      name: 'nothing-imports-the-page',
      comment: 'page/ is bundled for browsers; the service sends it as files. Tests read it.',
      severity: 'error',
      from: { pathNot: '^(page|test)/' },
      to: { path: '^page/' },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'Every package that is imported is named in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
