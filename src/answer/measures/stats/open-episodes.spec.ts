import { NO_FILTER } from './dimensions';
import { compileOpen, openAtEnds } from './open-episodes';
import type { StatsRow } from './stats-sums';

const GROUPING = { groupBy: [], attribute: undefined, filter: NO_FILTER, teams: new Map() } as const;
const at = (text: string) => Date.parse(text);

describe('open episodes', () => {
  it('are summed up from the first there was, out of roll-ups but for the end, wherever the range begins', () => {
    const edges = [at('2026-03-01T10:07:03.500Z'), at('2026-03-09T11:20Z')];
    const { sql, parameters } = compileOpen(GROUPING, edges, at('2026-04-01T00:00Z'));
    expect(sql).toContain(
      "grain = 1382400 AND ((bucket >= toDateTime(0, 'UTC') AND bucket < toDateTime(1772236800, 'UTC')))",
    );
    const quarter = at('2026-03-09T11:15Z') / 1000;
    expect(sql).toContain(
      `((bucket >= toDateTime(${quarter}, 'UTC') AND bucket < toDateTime(${quarter + 900}, 'UTC')))\n  WHERE`,
    );
    expect(parameters).toMatchObject({ kinds: ['episode_open'], starts_0: [0] });
  });

  it('are those at the end of each bucket, also when all changes came before the first', async () => {
    const row = (time: number, milliseconds: string): StatsRow => ({
      time: String(time),
      kind: 'episode_open',
      facts: '1',
      milliseconds,
    });
    const open = await openAtEnds(GROUPING, [100, 200, 300, 400], [row(0, '7'), row(300, '-5')]);
    expect([...open]).toEqual([['', [7, 7, 2]]]);
  });
});
