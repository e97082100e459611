import { mergedPortions } from './merged-portions';
import { byAll, byNumber, byText } from './put-together';

const order = byAll(byNumber('at'), byText('account'));
const row = (at: number, account: string) => ({ at: String(at), account });

describe('rows of several streams', () => {
  let ended: string[] = [];

  beforeEach(() => {
    ended = [];
  });

  async function* stream(name: string, ...portions: object[][]) {
    try {
      for (const portion of portions) yield await Promise.resolve(portion as ReturnType<typeof row>[]);
    } finally {
      ended.push(name);
    }
  }

  it('come in their order, also where portions have none', async () => {
    const found = [];
    const one = stream('one', [row(1, 'a'), row(5, 'a')], [], [row(100, 'c')]);
    const other = stream('other', [], [row(5, 'b')], [row(20, 'b')]);
    for await (const portion of mergedPortions([one, other, stream('none')], order)) found.push(...portion);
    expect(found).toEqual([row(1, 'a'), row(5, 'a'), row(5, 'b'), row(20, 'b'), row(100, 'c')]);
  });

  it('end with the others where one fails', async () => {
    const failing = (async function* () {
      yield await Promise.resolve([row(2, 'b')]);
      throw new Error('it is away');
    })();
    const read = async () => {
      for await (const portion of mergedPortions(
        [stream('one', [row(1, 'a')], [row(9, 'a')]), failing],
        order,
      ))
        expect(portion).toEqual([]);
    };
    await expect(read()).rejects.toThrow('it is away');
    expect(ended).toEqual(['one']);
  });
});
