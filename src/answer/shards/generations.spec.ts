import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import { GenerationsOfShards, haveSwitched } from './generations';
import type { SourcesOfShards } from './sources';

const shard = (name: string): Shard => ({ name, clickhouse: new ClickHouse(name) });
const [home, other] = [shard('home'), shard('other')];
const AWAY = new ClickHouseError({ code: 'CLICKHOUSE_UNREACHABLE', statement: 'look', detail: 'refused' });

describe('generations of numbers in several databases', () => {
  let answers: Map<Shard, () => Promise<bigint>>;
  let looks: string[];

  const generations = () => {
    const of = ({ name }: Shard) => {
      const look = () => {
        looks.push(name);
        return [...answers].find(([one]) => one.name === name)?.[1]() ?? Promise.reject(AWAY);
      };
      return { numbers: { look, generation: look } };
    };
    return new GenerationsOfShards(new Shards([home, other]), { of } as unknown as SourcesOfShards);
  };

  beforeEach(() => {
    looks = [];
    answers = new Map([home, other].map((one) => [one, () => Promise.resolve(1n)]));
  });

  it('are looked at in those that were asked, and at home', async () => {
    const all = generations();
    const before = await all.now();
    expect(before.size).toBe(2);
    looks = [];
    expect(haveSwitched(before, await all.look(new Set()))).toBe(false);
    expect(looks).toEqual(['home']);
    answers.set(other, () => Promise.resolve(2n));
    expect(haveSwitched(before, await all.look(new Set()))).toBe(false);
    expect(haveSwitched(before, await all.look(new Set([other])))).toBe(true);
  });

  it('may have switched in one that was away before', async () => {
    answers.delete(other);
    const all = generations();
    const before = await all.now();
    expect([...before.keys()]).toEqual([home]);
    expect(haveSwitched(before, await all.look(new Set([other])))).toBe(false);
    answers.set(other, () => Promise.resolve(1n));
    expect(haveSwitched(before, await all.look(new Set([other])))).toBe(true);
  });

  it('are not waited for where a database does not say anything', async () => {
    answers.set(other, () => new Promise(() => undefined));
    const all = generations();
    expect([...(await all.now()).keys()]).toEqual([home]);
    const startedAt = performance.now();
    await all.now();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('fail where numbers are being switched', async () => {
    answers.set(other, () => Promise.reject(new Error('switching')));
    await expect(generations().look()).rejects.toThrow('switching');
  });
});
