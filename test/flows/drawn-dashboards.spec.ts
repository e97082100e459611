import { firstChoicesOf } from '../dashboards/choices-of';
import { infinityTargetsOf, panelsOf, readDashboards } from '../dashboards/dashboard-json';
import type { DashboardJson, PanelJson } from '../dashboards/dashboard-json';
import { ATTRIBUTE, differencesFrom } from '../dashboards/grafana/against-reference';
import { brokenPanel, DRAWN_MUTATIONS } from '../dashboards/grafana/drawn-mutations';
import { drawnPanel } from '../dashboards/grafana/drawn-panel';
import type { DrawnPanel } from '../dashboards/grafana/drawn-panel';
import { faultsOf } from '../dashboards/grafana/faults';
import { PluginClient } from '../dashboards/infinity/ask-as-plugin';
import type { PanelRange } from '../dashboards/infinity/with-macros';
import { neighboursUntil } from '../dashboards/neighbours';
import { SeededService } from '../dashboards/seeded-service';
import { untilRolledUp } from '../support/graphql-client';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';

const DAY_MS = 86_400_000;
const boards = [...readDashboards().values()].filter((board) => infinityTargetsOf(board).length > 0);
const NOW = Date.now();
const LAST_HOUR = { from: NOW - 3_600_000, to: NOW };
/** Two weeks of the simulated month, beside the two before. */
const COMPARED: [string, string[]][] = [
  ['compare', ['PREVIOUS_PERIOD']],
  ['attribute', [ATTRIBUTE]],
];

describe('The dashboards, drawn by Grafana', () => {
  let seeded: SeededService;
  let plugin: PluginClient;
  let twoWeeks: PanelRange;
  let empty: { uid: string; panels: DrawnPanel[] }[];
  let sinceNeighbours: PanelRange;
  /** What Grafana's code finds strange in a dashboard. */
  const warnings: string[] = [];

  const drawn = async (
    board: DashboardJson,
    panel: PanelJson,
    range: PanelRange,
    choices: [string, string[]][] = [],
  ) => {
    const view = { range, choices: new Map([...firstChoicesOf(board), ...choices]) };
    const answers = await Promise.all(
      (panel.targets ?? []).map(async (target) => ({
        target,
        ...(await plugin.ask(target, view.choices, range)),
      })),
    );
    return drawnPanel(panel, answers, view);
  };
  const allDrawn = (board: DashboardJson, range: PanelRange, choices?: [string, string[]][]) =>
    Promise.all(panelsOf(board).map((panel) => drawn(board, panel, range, choices)));
  /** Also what is wrong where there is something to show. */
  const wrongIn = (uid: string, panel: DrawnPanel) => [
    ...faultsOf(uid, panel),
    ...panel.idleSettings.map((name) => `sets something for ${name}, which is not there`),
    ...differencesFrom(seeded.history, twoWeeks, panel),
  ];

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockImplementation((text: string) => warnings.push(text));
    seeded = await SeededService.start(200, {
      environment: environmentOf(['shop', 'support']),
      whileEmpty: async (url) => {
        plugin = new PluginClient(url);
        empty = await Promise.all(
          boards.map(async (board) => ({ uid: board.uid, panels: await allDrawn(board, LAST_HOUR) })),
        );
      },
    });
    const { to } = seeded.range;
    twoWeeks = { from: to - 14 * DAY_MS, to };
    const from = Date.now();
    await sendToAccounts(seeded.service.url, neighboursUntil(NOW));
    await untilRolledUp(seeded.service.url);
    sinceNeighbours = { from, to: Date.now() };
    plugin = new PluginClient(seeded.service.url);
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await seeded.stop();
  });

  it('say of an empty service that there is nothing, zero or no, and when it rolled that up', () => {
    for (const { uid, panels } of empty) {
      expect(panels.flatMap((panel) => faultsOf(uid, panel))).toEqual([]);
      const large = panels.flatMap((panel) => panel.large.map(({ text }) => text));
      expect(
        large.filter((text) => !['–', '0', '0 s', '0.0%', 'No', 'a few seconds ago'].includes(text)),
      ).toEqual([]);
    }
  });

  it.each(boards.map((board) => [board.uid, board] as const))(
    '%s has each value and column where it belongs, written as what it is, and as the reference counts it',
    async (uid, board) => {
      const panels = await allDrawn(board, twoWeeks, COMPARED);
      expect(panels.flatMap((panel) => (isEmpty(panel) ? [] : wrongIn(uid, panel)))).toEqual([]);
      const nothing = panels.filter(isEmpty).map(({ panel }) => panel.title);
      expect(nothing).toEqual(NOTHING_IN_MARCH[uid] ?? []);
      // A frame without rows has no fields to filter by.
      expect(warnings.filter((text) => !text.startsWith('[FilterByValue]'))).toEqual([]);
    },
  );

  it('show durations in working hours when those are chosen, as the reference counts them', async () => {
    const ofDurations = boards.flatMap((board) =>
      panelsOf(board)
        .filter(({ title }) => title.includes('${clock:text}'))
        .map((panel) => ({ board, panel })),
    );
    const faults = await Promise.all(
      ofDurations.map(async ({ board, panel }) => {
        const shown = await drawn(board, panel, twoWeeks, [...COMPARED, ['clock', ['WORKING']]]);
        const onCalendar = differencesFrom(seeded.history, twoWeeks, shown);
        return { wrong: differencesFrom(seeded.history, twoWeeks, shown, 'WORKING'), onCalendar };
      }),
    );
    expect(faults.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(faults.filter(({ onCalendar }) => onCalendar.length > 0).length).toBeGreaterThan(8);
  });

  it.each(DRAWN_MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    'are found out with one thing wrong: %s',
    async (_, mutation) => {
      const board = boards.find(({ uid }) => uid === mutation.uid) as DashboardJson;
      const views = [
        [twoWeeks, COMPARED],
        [LAST_HOUR, []],
      ] as [PanelRange, [string, string[]][]][];
      const panel = brokenPanel(boards, mutation);
      const found = await Promise.all(
        views.map(async ([range, choices]) => {
          const shown = await drawn(board, panel, range, choices);
          return range === twoWeeks ? wrongIn(mutation.uid, shown) : faultsOf(mutation.uid, shown);
        }),
      );
      expect(found.flat()).not.toEqual([]);
    },
  );

  describe('with ids that look like numbers, and one id in two accounts', () => {
    const tableOf = async (
      uid: string,
      title: string,
      choices: [string, string[]][] = [],
      range = LAST_HOUR,
    ) => {
      const board = boards.find((one) => one.uid === uid) as DashboardJson;
      const panel = panelsOf(board).find(
        (one) => baseOf(one.title) === title && one.type === 'table',
      ) as PanelJson;
      const shown = await drawn(board, panel, range, choices);
      expect(faultsOf(uid, shown)).toEqual([]);
      const [fields = []] = shown.frames;
      const lines = fields[0]?.texts.map((_, row) => fields.map(({ texts }) => texts[row]).join(' | ')) ?? [];
      return {
        lines,
        links: fields[0]?.links.flat().map((link) => new URL(link).searchParams.get('operator')),
      };
    };

    it('have a line for each operator, which leads to that one', async () => {
      expect(await tableOf('signalzen-operators', 'Operators')).toEqual({
        lines: [
          '4711 | 1 | 1 | 1.0 min | 1.0 min | 1 | 1.0 min | 1.0 min | 0 | – | 0 | – | shop | 123456',
          'Ann Lee | 1 | 1 | 2.0 mins | 2.0 mins | 1 | 2.0 mins | 2.0 mins | 1 | 6.0 mins | 1 | 100.0% | shop | 7',
          'Bob | 1 | 1 | 3.0 mins | 3.0 mins | 1 | 3.0 mins | 3.0 mins | 1 | 10.0 mins | 0 | – | support | 7',
        ],
        links: ['shop:123456', 'shop:7', 'support:7'],
      });
    });

    it.each([
      ['shop:123456', '4711'],
      ['support:7', 'Bob'],
    ])('have the line of %s alone when that one is chosen', async (value, name) => {
      const { lines } = await tableOf('signalzen-operators', 'Operators', [['operator', [value]]]);
      expect(lines).toEqual([expect.stringMatching(`^${name} `)]);
    });

    it('write ids, names and values of texts as they are', async () => {
      const open = await tableOf('signalzen-live', 'Open contacts');
      expect(open.lines).toEqual([
        expect.stringMatching(
          /^\d+ minutes ago \| \d+ minutes ago \| shop \| 161000000 \| 123456 \| \/2026 \|/,
        ),
      ]);
      const repeated = await tableOf(
        'signalzen-data-quality',
        'Events that came more than once',
        [],
        sinceNeighbours,
      );
      expect(repeated.lines).toEqual([expect.stringMatching(/shop \| message.created \| 161000000 \| 2$/)]);
      const { lines } = await tableOf('signalzen-pages', 'Values of ${attribute}', [
        ['attribute', ['seats']],
      ]);
      expect(lines).toEqual([expect.stringMatching(/^2500 \| 3 \|/)]);
    });
  });
});

/** What was compared with the API, what is open, and what was received then: nothing. */
const NOTHING_IN_MARCH: Readonly<Record<string, string[]>> = {
  'signalzen-data-quality': [
    ...['Coverage', 'Last comparison', 'Coverage by day', 'Events that came more than once'],
  ],
  'signalzen-live': ['Longest wait · ${clock:text}', 'Open contacts · ${clock:text}'],
};

function isEmpty({ frames, large }: DrawnPanel): boolean {
  return (
    large.every(({ text }) => text === '–') &&
    frames.every((fields) => (fields[0]?.values.length ?? 0) === 0 || large.length > 0)
  );
}

/** What a title says beside the clock. */
function baseOf(title: string): string {
  return title.replace(' · ${clock:text}', '');
}
