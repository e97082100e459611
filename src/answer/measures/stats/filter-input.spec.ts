import { UNBOUNDED } from '../../../platform/access/caller';
import { BadInput } from '../bad-input';
import { NO_FILTER } from './dimensions';
import { resolveFilter } from './filter-input';

describe('a filter as somebody asks for it', () => {
  it('filters nothing where it says nothing', () => {
    expect(resolveFilter(null, UNBOUNDED)).toEqual(NO_FILTER);
    expect(resolveFilter({ operators: null, copilot: null }, UNBOUNDED)).toEqual(NO_FILTER);
  });

  it('names operators by id, or by account and id', () => {
    expect(resolveFilter({ operators: ['7', 'shop:7', ''] }, UNBOUNDED).operators).toEqual([
      { account: undefined, id: '7' },
      { account: 'shop', id: '7' },
      { account: undefined, id: '' },
    ]);
  });

  it('is refused with more attributes than are looked up in every row, however they are given', () => {
    const attributes = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `a${index}`, values: ['x'] }));
    expect(resolveFilter({ attributes: attributes(20) }, UNBOUNDED).attributes).toHaveLength(20);
    const encoded = 'attribute=plan&attribute_value=pro';
    for (const filter of [{ attributes: attributes(21) }, { attributes: attributes(20), encoded }])
      expect(() => resolveFilter(filter, UNBOUNDED)).toThrow('there are 21 attributes, and 20 is the most');
  });

  it('is refused where what stands before the colon can be no account, and says what to write', () => {
    const ask = () => resolveFilter({ operators: ['7', 'A 1:7'] }, UNBOUNDED);
    expect(ask).toThrow(BadInput);
    expect(ask).toThrow(/operators: "A 1:7" is neither an id nor <account>:<id>.*shop:a:7/);
  });
});
