import { BadInput } from '../../answer/measures/bad-input';
import type { ChangesOfGroup, WindowChanges } from '../../answer/measures/changes/window-changes.service';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import { SharedChanges } from './shared-changes';

type Condition = Extract<AlertCondition, { kind: 'change' }>;

const WINDOW = { from: Date.parse('2026-11-01T00:00:00Z'), to: Date.parse('2026-11-02T00:00:00Z') };
const CONDITION: Condition = {
  ...{
    kind: 'change',
    measure: 'csatRate',
    unit: 'DAY',
    direction: undefined,
    clock: 'CALENDAR',
    zone: 'UTC',
  },
};
const alert = (more: Partial<AlertRules>, condition: Partial<Condition> = {}): AlertRules => ({
  ...{ name: 'a', to: [], severity: 'info', accounts: [], teams: [], pages: [], copilot: undefined },
  ...{ condition: { ...CONDITION, ...condition }, forMs: 0, keepFiringMs: 0, coolDownMs: 0, during: [] },
  ...{ runbook: undefined, ...more },
});

/** Answers each group with its page, and refuses a page that is gone. */
function changesNoting(asked: string[]): Pick<WindowChanges, 'ask'> {
  return {
    ask: ({ measures, filter, groupBy }) => {
      const pages = filter.pages.join();
      asked.push(
        `${measures.map(({ name }) => name).join()} of ${pages}${groupBy.length > 0 ? ' each' : ''}`,
      );
      if (filter.pages.includes('/gone')) return Promise.reject(new BadInput('gone'));
      const answer = ({ page }: { page: string | null }) =>
        new Map(measures.map(({ name }) => [name, { measure: name, value: page }]));
      return Promise.resolve(answer as unknown as ChangesOfGroup);
    },
  };
}

describe('Changes of a window', () => {
  const all = [
    alert({ pages: ['/a'] }),
    alert({ pages: ['/b'] }, { measure: 'episodesEngaged' }),
    alert({ pages: ['/a'] }, { zone: 'Europe/Vilnius' }),
    alert({ accounts: ['shop'] }),
  ];

  it('are asked for once for all alerts of the same time and shape', async () => {
    const asked: string[] = [];
    let left = 1;
    const changes = new SharedChanges(
      changesNoting(asked),
      all,
      () => false,
      () => (left -= 1) >= 0,
    );
    const [first, second, third] = all;
    if (!first || !second || !third) throw new Error('there are some');
    const condition = (one: AlertRules) => one.condition as Condition;
    expect([first, second].map((one) => changes.mayHave(one, condition(one), WINDOW))).toEqual([true, true]);
    // There is no time for another question.
    expect(changes.mayHave(third, condition(third), WINDOW)).toBe(false);
    expect(await changes.of(first, condition(first), WINDOW)).toEqual({ measure: 'csatRate', value: '/a' });
    expect(await changes.of(second, condition(second), WINDOW)).toEqual({
      ...{ measure: 'episodesEngaged', value: '/b' },
    });
    expect(asked).toEqual(['csatRate,episodesEngaged of /a,/b each']);
  });

  it('are answered to all but the one that cannot be', async () => {
    const asked: string[] = [];
    const some = ['/a', '/gone', '/b'].map((page) => alert({ pages: [page] }));
    const changes = new SharedChanges(
      changesNoting(asked),
      some,
      () => false,
      () => true,
    );
    const answers = await Promise.all(
      some.map(async (one) => {
        changes.mayHave(one, CONDITION, WINDOW);
        return changes.of(one, CONDITION, WINDOW).catch((error: unknown) => String(error));
      }),
    );
    expect(answers).toMatchObject([{ measure: 'csatRate' }, 'Error: gone', { measure: 'csatRate' }]);
    expect(asked).toEqual(
      ['/a,/gone,/b each', '/a,/gone each', '/a', '/gone', '/b'].map((of) => `csatRate of ${of}`),
    );
  });
});
