import type { HeatmapCell } from '../api/overview';
import { HEAT_KINDS, heatOf } from './heat-kinds';

const cellsOf = (values: readonly Partial<HeatmapCell>[]): HeatmapCell[] =>
  values.map((value, hour) => ({
    ...{ weekday: 1, hour, occurrences: 2, firstResponseSecondsP90: null },
    ...{ episodesEngaged: 0, episodesMissed: 0 },
    ...value,
  }));

function heats(name: string, values: readonly Partial<HeatmapCell>[]): number[] {
  const kind = HEAT_KINDS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(name);
  const cells = cellsOf(values);
  const heat = heatOf(kind, cells);
  return cells.map((cell) => heat(kind.valueOf(cell)));
}

describe('how dark an hour of the week is', () => {
  it('goes, of numbers, by their part of the most', () => {
    const perHour = [0, 2, 6, 12].map((episodesEngaged) => ({ episodesEngaged }));
    expect(heats('contacts', [...perHour, { occurrences: 0 }])).toEqual([0, 1, 3, 6, 0]);
    expect(heats('missed', [{ episodesMissed: 12 }, { episodesMissed: 6 }, { occurrences: 0 }])).toEqual([
      6, 3, 0,
    ]);
  });

  it('goes, of times, by their rank: one that is very long leaves the others apart', () => {
    const times = [10, 20, 30, 40, 50, 90_000, null].map((firstResponseSecondsP90) => ({
      firstResponseSecondsP90,
    }));
    expect(heats('answers', times)).toEqual([1, 2, 3, 4, 5, 6, 0]);
  });

  it('is nothing where nothing is', () => {
    expect(heats('contacts', [{}])).toEqual([0]);
    expect(heats('answers', [{}])).toEqual([0]);
  });
});
