import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { generatedFiles } from '../../dashboards/source/generated-files';
import { MEASURES } from '../../src/answer/measures/registry/measures';
import { firstChoicesOf } from './choices-of';
import { infinityTargetsOf, panelsOf, readDashboards } from './dashboard-json';
import type { DashboardJson } from './dashboard-json';
import { ALL_RULES } from './rules/all-rules';
import { serviceSchema } from './service-schema';
import { problemsAgainst } from './target-against-schema';

const dashboards = [...readDashboards()];
const pages = readDashboards().get('signalzen-pages.json') as DashboardJson;

describe('The dashboards', () => {
  it('are those that their sources say: see `npm run dashboards`', () => {
    const written = [...generatedFiles()];
    for (const [path, text] of written) expect(readFileSync(`dashboards/${path}`, 'utf8')).toBe(text);
    const names = written.map(([path]) => path).filter((path) => path.endsWith('.json'));
    expect(dashboards.map(([file]) => file)).toEqual(names.toSorted());
  });

  it.each(ALL_RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    const problems = dashboards.flatMap(([file, dashboard]) =>
      rule.problems(dashboard, file).map((problem) => `${file}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('show every measure that there is', () => {
    const shown = new Set(
      dashboards.flatMap(([, dashboard]) =>
        infinityTargetsOf(dashboard).flatMap(({ target }) => target.columns?.map(({ selector }) => selector)),
      ),
    );
    expect(MEASURES.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('say of every measure what the registry says', () => {
    const missing = dashboards.flatMap(([file, dashboard]) =>
      panelsOf(dashboard).flatMap(({ title, description = '', targets = [] }) =>
        targets
          .flatMap(({ columns = [], url_options: options = {} }) =>
            options['body_graphql_query']?.includes('stats(') === true ? columns : [],
          )
          .flatMap(({ selector }) => MEASURES.filter(({ name }) => name === selector))
          .filter((measure) => !description.includes(measure.description))
          .map(({ name }) => `${file}: ${title} does not say what ${name} is`),
      ),
    );
    expect(missing).toEqual([]);
  });

  describe('in view of the schema', () => {
    let schema: GraphQLSchema;

    beforeAll(async () => {
      schema = await serviceSchema();
    });

    it.each(dashboards)('%s asks for fields that are there, of the types of its columns', (_, dashboard) => {
      const choices = firstChoicesOf(dashboard);
      const problems = infinityTargetsOf(dashboard).flatMap(({ where, target }) =>
        problemsAgainst(schema, target, choices).map((problem) => `${where}: ${problem}`),
      );
      expect(problems).toEqual([]);
    });

    it('are explained with a question for panels of your own that can be asked', () => {
      const [, example = ''] = /```graphql\n([^]*?)```/.exec(readFileSync('docs/grafana.md', 'utf8')) ?? [];
      const columns = [
        { selector: 'attribute', text: 'Attribute', type: 'string' },
        { selector: 'episodesStarted', text: 'Contacts', type: 'number' },
      ];
      const target = { refId: 'A', datasource: { type: '', uid: '' }, columns };
      const asked = {
        ...{ ...target, root_selector: 'data.rows' },
        url_options: { body_graphql_query: example },
      };
      const choices = new Map([...firstChoicesOf(pages), ['page', ['a"b\\', '\n']]]);
      expect(problemsAgainst(schema, asked, choices)).toEqual([]);
    });
  });
});
