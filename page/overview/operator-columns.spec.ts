import { ordered } from './operator-columns';
import type { OperatorRow } from './operator-columns';

describe('the order of operators', () => {
  const rows = [
    { operator: 'a', ratingAvg: 3 },
    { operator: 'b', ratingAvg: null },
    { operator: 'c', ratingAvg: 5 },
  ] as unknown as OperatorRow[];
  const names = (isDescending: boolean) =>
    ordered(rows, { measure: 'ratingAvg', isDescending }).map(({ operator }) => operator);

  it('goes either way, with those that have no number last', () => {
    expect(names(true)).toEqual(['c', 'a', 'b']);
    expect(names(false)).toEqual(['a', 'c', 'b']);
  });
});
