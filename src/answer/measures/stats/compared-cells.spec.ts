import { groupsOf } from './groups';
import { StatsCells } from './stats-cells';
import type { StatsRequest } from './stats-request';
import { EDGES, periodOf, request, row, whole } from './testing/some-cells';

describe('the cells of two periods', () => {
  it('of a compared period are called by the time of the bucket beside them, and empty buckets stay empty', async () => {
    const buckets = { edges: [10, 20, 20, 40], times: EDGES };
    const period = await periodOf(request(), 'PREVIOUS', buckets, [row(10, 1), row(20, 2)]);
    const cells = await whole(
      new StatsCells(request(), [period], groupsOf(request(), period.groupRows), () => false),
    );
    expect(cells.map(({ time, values }) => [time, values['messagesVisitor']])).toEqual([
      [100, 1],
      [200, 0],
      [300, 2],
    ]);
  });

  const ofTwoPeriods = async (changes: Partial<StatsRequest>) => {
    const asked = request({ groupBy: ['ACCOUNT'], ...changes });
    const buckets = { edges: EDGES, times: EDGES };
    const before = { edges: [10, 20, 30, 40], times: EDGES };
    const periods = [
      await periodOf(asked, 'CURRENT', buckets, [
        row(100, 1, { account: 'b' }),
        row(300, 1, { account: 'a' }),
      ]),
      await periodOf(asked, 'PREVIOUS', before, [row(10, 1, { account: 'a' }), row(10, 1, { account: 'b' })]),
    ];
    const groups = groupsOf(
      asked,
      periods.flatMap(({ groupRows }) => groupRows),
    );
    const cells = await whole(new StatsCells(asked, periods, groups, () => false));
    return cells.map(({ time, account, period }) => `${time} ${account} ${period}`);
  };

  it('are sorted by time and group, each with its compared one after it', async () => {
    expect((await ofTwoPeriods({})).slice(0, 5)).toEqual([
      '100 a CURRENT',
      '100 a PREVIOUS',
      '100 b CURRENT',
      '100 b PREVIOUS',
      '200 a CURRENT',
    ]);
    expect(await ofTwoPeriods({ fill: false })).toEqual([
      '100 a PREVIOUS',
      '100 b CURRENT',
      '100 b PREVIOUS',
      '300 a CURRENT',
    ]);
  });

  it('leave out as many as the request says', async () => {
    expect(await ofTwoPeriods({ fill: false, offset: 2 })).toEqual(['100 b PREVIOUS', '300 a CURRENT']);
    expect(await ofTwoPeriods({ offset: 11 })).toEqual(['300 b PREVIOUS']);
  });
});
