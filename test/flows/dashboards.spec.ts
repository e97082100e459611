import { firstChoicesOf } from '../dashboards/choices-of';
import { infinityTargetsOf, panelsOf, readDashboards } from '../dashboards/dashboard-json';
import type { TargetJson } from '../dashboards/dashboard-json';
import { PluginClient } from '../dashboards/infinity/ask-as-plugin';
import type { Frame } from '../dashboards/infinity/frame';
import { ODD_NAME, ODD_TEXTS, oddPageOf, withOddTexts } from '../dashboards/odd-texts';
import { SeededService } from '../dashboards/seeded-service';
import { rangesAbout, triedChoices } from '../dashboards/tried-choices';
import { cellsOf } from '../reference/cells';
import type { Filter } from '../reference/dimensions';
import { dataOf } from '../support/graphql-client';

const DAY_MS = 86_400_000;
const dashboards = [...readDashboards()].map(([, dashboard]) => dashboard);
const withQuestions = dashboards.filter((dashboard) => infinityTargetsOf(dashboard).length > 0);

/** Choices where they make a difference. All of everything, and where hours end and days begin, are tried below. */
function isTried(range: string, choices: string): boolean {
  if (choices === 'all') return ['before everything', 'three hours', 'three years'].includes(range);
  return range === 'a week';
}

describe('The dashboards on a running service', () => {
  let seeded: SeededService;
  let plugin: PluginClient;
  let chosen: Record<string, Map<string, string[]>>;

  beforeAll(async () => {
    seeded = await SeededService.start(400, { change: withOddTexts });
    plugin = new PluginClient(seeded.service.url);
    const time = new Date(seeded.range.from + DAY_MS).toISOString();
    const note = `time: "${time}", text: ${JSON.stringify('New "prices", <b>|')}`;
    await dataOf(seeded.service.url, `mutation { addAnnotation(${note}) { id } }`);
    const { operators, pages } = await dataOf<Record<string, { value: string }[]>>(
      seeded.service.url,
      '{ operators { value } pages { value } }',
    );
    const values = (list: { value: string }[] = []) => list.map(({ value }) => value);
    chosen = triedChoices(values(operators), values(pages));
  });

  afterAll(() => seeded.stop());

  it.each(withQuestions.map((dashboard) => [dashboard.uid, dashboard] as const))(
    '%s gets rows that its panels can show, whatever the range and the choices',
    async (_, dashboard) => {
      const first = firstChoicesOf(dashboard);
      const asked = Object.entries(rangesAbout(seeded.range)).flatMap(([range, times]) =>
        Object.entries(chosen)
          .filter(([name]) => isTried(range, name))
          .map(([name, choices]) => ({
            name: `${range}, ${name}`,
            times,
            choices: new Map([...first, ...choices]),
          })),
      );
      const problems: string[] = [];
      for (const { where, target } of infinityTargetsOf(dashboard)) {
        const shown = await Promise.all(
          asked.map(async ({ name, times, choices }) => ({
            name,
            ...(await plugin.ask(target, choices, times)),
          })),
        );
        for (const { name, problems: found } of shown)
          problems.push(...found.map((problem) => `${where}, ${name}: ${problem}`));
      }
      expect(problems).toEqual([]);
    },
  );

  it('have something to choose from, and something to show', async () => {
    for (const dashboard of withQuestions) {
      const choices = firstChoicesOf(dashboard);
      for (const { where, target } of infinityTargetsOf(dashboard)) {
        const { frame, problems } = await plugin.ask(target, choices, seeded.range);
        // What was compared with the API, and what is open: nothing here.
        const isEmpty = /"(Coverage by day|Open contacts|Events that came more than once)/.test(where);
        expect([dashboard.uid, where, isEmpty || frame.fields.length > 0, problems]).toEqual([
          dashboard.uid,
          where,
          true,
          [],
        ]);
      }
    }
  });

  it('have what people wrote on their charts, as Grafana wants it', async () => {
    const [overview] = withQuestions.filter(({ uid }) => uid === 'signalzen-overview');
    const target = overview?.annotations.list[0]?.target as TargetJson;
    const { frame } = await plugin.ask(target, new Map(), seeded.range);
    const shown = Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[0]]));
    expect(shown).toMatchObject({ time: seeded.range.from + DAY_MS, text: 'New "prices", <b>|' });
  });

  it('ask by the hour, the day and the month as the range grows', async () => {
    const overview = withQuestions.find(({ uid }) => uid === 'signalzen-overview');
    const panel = panelsOf(overview ?? dashboardsMissing()).find(
      ({ title }) => title === 'Messages by author',
    );
    const target = panel?.targets?.[0] as TargetJson;
    const choices = firstChoicesOf(overview ?? dashboardsMissing());
    const { from, to } = seeded.range;
    const linesOf = async (start: number) =>
      (await plugin.ask(target, choices, { from: start, to })).frame.fields[0]?.values.length;
    expect(await linesOf(to - 2 * DAY_MS)).toBe(49);
    expect(await linesOf(to - 2 * DAY_MS - 1)).toBe(3);
    expect(await linesOf(from)).toBe(31);
    expect(await linesOf(to - 365 * DAY_MS)).toBe(13);
  });

  it('count those that are chosen, whatever their pages and attributes are called', async () => {
    const board = withQuestions.find(({ uid }) => uid === 'signalzen-pages') ?? dashboardsMissing();
    const [chats] = panelsOf(board).map(({ targets = [] }) => targets[0] as TargetJson);
    const byAttribute = panelsOf(board).find(({ title }) => title.startsWith('Values of'));
    const ofName = new Map([...firstChoicesOf(board), ['attribute', [ODD_NAME]]]);
    const shownWith = async (target: TargetJson | undefined, choices: [string, string[]][]) => {
      const asked = await plugin.ask(
        target ?? ({} as TargetJson),
        new Map([...ofName, ...choices]),
        seeded.range,
      );
      expect(asked.problems).toEqual([]);
      return asked.frame.fields;
    };
    const counted = async (choices: [string, string[]][]) =>
      (await shownWith(chats, choices)).at(-1)?.values.reduce<number>((sum, value) => sum + Number(value), 0);
    const ofReference = (filter: Filter) => {
      const [cell] = cellsOf(seeded.history, {
        edges: [seeded.range.from, seeded.range.to],
        filter,
        fill: true,
      });
      return cell?.measures.episodesStarted;
    };

    const several = [ODD_TEXTS.slice(0, 4), ODD_TEXTS.slice(3)];
    for (const list of [...ODD_TEXTS.map((text) => [text]), ...several]) {
      const expected = ofReference({ attributes: [{ name: ODD_NAME, values: list }] });
      expect([list, await counted([['attribute_value', list]])]).toEqual([list, expected]);
      expect(expected).toBeGreaterThan(0);
    }
    for (const list of several.map((texts) => texts.map(oddPageOf))) {
      const expected = ofReference({ pages: list });
      expect([list, await counted([['page', list]])]).toEqual([list, expected]);
      expect(expected).toBeGreaterThan(0);
    }
    const [list, rows] = await Promise.all([
      shownWith(
        infinityTargetsOf(board).find(({ where }) => where.includes('"attribute_value"'))?.target,
        [],
      ),
      shownWith(byAttribute?.targets?.[0], []),
    ]);
    const told = (fields: typeof list, name: string) =>
      new Set(fields.find((field) => field.name === name)?.values);
    expect(told(list, '__value')).toEqual(new Set(ODD_TEXTS));
    expect(told(rows, 'Attribute')).toEqual(new Set(ODD_TEXTS));
  });

  it('have every operator in the table once, with a name', async () => {
    const board = withQuestions.find(({ uid }) => uid === 'signalzen-operators') ?? dashboardsMissing();
    const panel = panelsOf(board).find(({ title }) => title.startsWith('Operators'));
    const [numbers] = await Promise.all(
      (panel?.targets ?? []).map(
        async (target) => (await plugin.ask(target, firstChoicesOf(board), seeded.range)).frame,
      ),
    );
    const valuesOf = (frame: Frame | undefined, name: string) =>
      frame?.fields.find((field) => field.name === name)?.values ?? [];
    const all = valuesOf(numbers, 'Operator');
    const ids = all.filter((id) => id !== '');
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    const names = valuesOf(numbers, 'Name').filter((_, index) => all[index] !== '');
    expect(names.every((name) => /^[A-Z]/.test(String(name)))).toBe(true);
    expect(new Set(valuesOf(numbers, 'Account'))).toEqual(new Set(['default']));
    const [cell] = cellsOf(seeded.history, { edges: [seeded.range.from, seeded.range.to], fill: true });
    const written = valuesOf(numbers, 'Operator messages').reduce(
      (sum: number, value) => sum + Number(value),
      0,
    );
    expect(written).toBe(cell?.measures.messagesOperator);
  });

  it('have in tables of operators only whom the filter admits, and no line without a number', async () => {
    const { operators } = await dataOf<Record<string, { value: string }[]>>(
      seeded.service.url,
      '{ operators { value } }',
    );
    const some = operators?.slice(0, 2).map(({ value }) => value) ?? [];
    for (const [uid, title] of [
      ['signalzen-operators', 'Operators'],
      ['signalzen-ratings', 'By operator'],
    ]) {
      const board = withQuestions.find((one) => one.uid === uid) ?? dashboardsMissing();
      const [target] = panelsOf(board).find((panel) => panel.title.startsWith(String(title)))?.targets as [
        TargetJson,
      ];
      const choices = new Map([...firstChoicesOf(board), ['operator', some]]);
      const { frame } = await plugin.ask(target, choices, seeded.range);
      expect(new Set(frame.fields.find(({ name }) => name === 'Operator')?.values)).toEqual(new Set(some));
      const numbers = frame.fields.filter(({ type }) => type === 'number');
      for (const row of some.keys())
        expect(numbers.some(({ values }) => Number(values[row] ?? 0) > 0)).toBe(true);
    }
  });
});

function dashboardsMissing(): never {
  throw new Error('a dashboard is missing');
}
