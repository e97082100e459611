import { ordered } from './table-columns';

describe('the order of a table', () => {
  const rows = [
    { name: 'a', csat: 3 },
    { name: 'b', csat: null },
    { name: 'c', csat: 5 },
  ];
  const names = (isDescending: boolean) =>
    ordered(rows, ({ csat }) => csat, isDescending).map(({ name }) => name);

  it('goes either way, with those that have no number last', () => {
    expect(names(true)).toEqual(['c', 'a', 'b']);
    expect(names(false)).toEqual(['a', 'c', 'b']);
  });
});
