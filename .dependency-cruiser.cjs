/**
 * The way through the service goes one way only: docs/architecture.md draws it. Each group of src may import from those
 * that stand before it, and from nothing else of src.
 */
const GROUPS = ['platform', 'receive', 'store', 'compute', 'answer', 'signalzen', 'notify', 'operate'];

/** Within a group, where it earns its place: what a folder may import of its own group. */
const WITHIN = {
  'platform/events': [],
  'platform/terminal': [],
  'platform/words': [],
  'receive/http': [],
  'receive/spool': [],
  'answer/access': ['measures'],
  'answer/page': [],
  'answer/sign-in': ['access', 'measures', 'answer.module'],
  'answer/shards': [],
  'answer/measures': ['shards'],
  'answer/lists': ['measures', 'shards'],
  'answer/explain': ['measures', 'freshness', 'shards'],
  'answer/freshness': ['measures', 'shards'],
  'answer/graphql': ['access', 'measures', 'lists', 'freshness', 'explain', 'shards', 'answer.module'],
  'notify/notices': [],
  'notify/channels': ['notices'],
  'notify/quotes': ['notices'],
  'notify/outbox': ['notices', 'channels', 'quotes'],
  'notify/choices': [],
  'notify/digests': ['notices', 'channels', 'outbox'],
  'notify/alerts': ['notices', 'channels', 'outbox', 'choices'],
  'notify/lists': ['notices', 'channels', 'outbox', 'choices', 'alerts'],
  'notify/graphql': ['outbox', 'choices', 'alerts', 'lists'],
  'answer/reports': ['access', 'measures', 'lists', 'freshness', 'shards', 'answer.module'],
};

const layers = GROUPS.map((group, index) => ({
  name: `${group}-imports-only-what-stands-before-it`,
  comment: `src/${group} may import only from itself and ${GROUPS.slice(0, index).join(', ') || 'no other group'}: see docs/architecture.md`,
  severity: 'error',
  from: { path: `^src/${group}/` },
  to: { path: '^src/', pathNot: `^src/(${GROUPS.slice(0, index + 1).join('|')})/` },
}));

const innerRules = Object.entries(WITHIN).map(([folder, allowed]) => {
  const [group, own] = folder.split('/');
  return {
    name: `${group}-${own}-stands-on-its-own`,
    comment: `src/${folder} may import only ${allowed.join(', ') || 'nothing'} of src/${group}: see docs/architecture.md`,
    severity: 'error',
    from: { path: `^src/${folder}/`, pathNot: '\\.spec\\.ts$' },
    to: {
      path: `^src/${group}/`,
      pathNot: `^src/${group}/(explained-error|${[own, ...allowed].join('|')})(/|\\.ts$)`,
    },
  };
});

/** What is a pure function of a body, or of the terminal, needs nothing of src at all. */
const PURE = ['platform/events', 'platform/terminal', 'platform/words', 'receive/http'];

const pureRules = PURE.map((folder) => ({
  name: `${folder.replace('/', '-')}-knows-nothing-of-the-service`,
  comment: `src/${folder} can be understood, and used, without the service.`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: '^src/', pathNot: `^src/(${folder}/|platform/explained-error\\.ts$)` },
}));

module.exports = {
  forbidden: [
    ...layers,
    ...innerRules,
    ...pureRules,
    {
      name: 'every-folder-belongs-to-a-group',
      comment: 'A new group of src needs its place in the list above: what it may import is a decision.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${GROUPS.join('|')})/` },
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
      comment:
        'Commands stand at the end: they use everything and lend nothing, but to the simulator, a command as well.',
      severity: 'error',
      from: { pathNot: '^(src/(operate/cli/|(main|commands|program|role-process)\\.ts$)|simulator/)' },
      to: { path: '^src/operate/cli/' },
    },
    {
      name: 'the-simulator-stands-beside',
      comment: 'It plays SignalZen: of the service it knows settings, the terminal and the URL of a webhook.',
      severity: 'error',
      from: { path: '^simulator/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/',
        pathNot: '^src/(platform/|operate/cli/|receive/webhook/webhook-path\\.ts$)',
      },
    },
    {
      name: 'the-service-does-not-know-its-simulator',
      comment:
        'What runs in production must not depend on what plays the other side. Its command is loaded when it is asked for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/commands\\.ts$|\\.spec\\.ts$' },
      to: { path: '^simulator/' },
    },
    {
      name: 'the-reference-is-independent',
      comment: 'A reference that shares code with what it checks would share its errors.',
      severity: 'error',
      from: { path: '^test/reference/' },
      to: { path: '^(src|simulator)/' },
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
      from: { path: '^(src|simulator)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench|dashboards)/' },
    },
    {
      name: 'dashboards-know-only-the-registry',
      comment:
        'Dashboards ask the public API; of the service itself they take only what measures are called and mean.',
      severity: 'error',
      from: { path: '^dashboards/' },
      to: { path: '^(src|simulator|test|bench)/', pathNot: '^src/answer/measures/registry/' },
    },
    {
      name: 'the-page-is-a-program-of-its-own',
      comment:
        'page/ runs in a browser and knows the service by its GraphQL API alone; words it shares with the mails of digests. A spec holds its translations of what measures mean to the registry.',
      severity: 'error',
      from: { path: '^page/', pathNot: '^page/messages/measure-texts\\.spec\\.ts$' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/platform/words/' },
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
