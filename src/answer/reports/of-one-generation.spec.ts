import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ofOneGeneration } from './of-one-generation';

describe('Portions of numbers of one generation', () => {
  let generation = 1n;
  let asked = 0;
  const shard = { name: 'one', clickhouse: new ClickHouse('one') };
  const now = () => Promise.resolve(new Map([[shard, generation]]));
  const generations = { now, look: now };

  beforeEach(() => {
    generation = 1n;
    asked = 0;
  });

  /** So many portions; numbers switch after one of them, when they are asked for the first time. */
  const portions = (count: number, switchesAfter: number, fails = false) =>
    async function* () {
      asked += 1;
      for (let portion = 1; portion <= count; portion += 1) {
        yield await Promise.resolve(`${generation}/${portion}`);
        if (portion === switchesAfter && asked === 1) {
          generation += 1n;
          if (fails) throw new Error('no such table');
        }
      }
    };
  const all = async (ask: () => AsyncGenerator<string>) => {
    const found: string[] = [];
    for await (const portion of ofOneGeneration(generations, ask)) found.push(portion);
    return found;
  };

  it('are passed on as they come where nothing switches', async () => {
    expect(await all(portions(3, 9))).toEqual(['1/1', '1/2', '1/3']);
    expect(await all(portions(0, 9))).toEqual([]);
  });

  it('are asked for again where nothing was passed on yet, also after an error', async () => {
    expect(await all(portions(1, 1))).toEqual(['2/1']);
    [generation, asked] = [1n, 0];
    expect(await all(portions(2, 1, true))).toEqual(['2/1', '2/2']);
  });

  it('break off where some were passed on', async () => {
    await expect(all(portions(4, 3))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('fail as they do where nothing switches', async () => {
    const failing = async function* () {
      yield await Promise.resolve('1/1');
      throw new Error('refused');
    };
    await expect(all(failing)).rejects.toThrow('refused');
  });
});
