import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import type { ClickHouseErrorCode } from '../../platform/clickhouse/clickhouse-error';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import { Asking } from './asking';
import { asPartOf } from './current-question';

interface Asked {
  readonly shard: string;
  readonly limit: number;
  readonly offset: number;
  readonly bodies: boolean;
}

describe('asking several databases', () => {
  let asked: Asked[];
  let failing: Map<string, ClickHouseErrorCode>;
  let hanging: Set<string>;

  beforeEach(() => {
    asked = [];
    failing = new Map();
    hanging = new Set();
  });

  /** Has deliveries of these segments. */
  const shard = (name: string, segments: readonly number[]): Shard => {
    const rows = segments.map((segment) => ({
      delivery_id: `${String(segment).padStart(16, '0')}-7`,
      account: name,
    }));
    const query = (_: string, { limit, offset, bodies }: Omit<Asked, 'shard'>) => {
      asked.push({ shard: name, limit, offset, bodies });
      const code = failing.get(name);
      if (code !== undefined)
        return Promise.reject(new ClickHouseError({ code, statement: 'deliveries', detail: 'as told' }));
      return Promise.resolve(rows.slice(offset, offset + limit).map((row) => ({ ...row, bodies })));
    };
    const ping = () => (hanging.has(name) ? Promise.reject(new Error('no answer')) : Promise.resolve());
    return { name, clickhouse: { query, ping } as unknown as Shard['clickhouse'] };
  };

  const [one, other, third] = [shard('one', [1, 4, 5, 8]), shard('other', [2, 3, 6, 7]), shard('third', [])];
  const asking = new Asking(
    new Shards([one, other, third], { shardOf: (account) => account, all: ['one', 'other', 'third'] }),
  );
  const page = async (limit: number, offset: number, bodies: boolean, accounts: string[] = []) => {
    const rows = await asking.page<{ delivery_id: string; bodies: boolean }>('queries/deliveries', accounts, {
      ...{ limit, offset, bodies },
    });
    return rows.map((row) => `${Number(row.delivery_id.split('-')[0])}${row.bodies ? ' with body' : ''}`);
  };

  it('reads a page of all of them', async () => {
    expect(await page(3, 2, false)).toEqual(['3', '4', '5']);
    expect(asked.map(({ limit, offset }) => [limit, offset])).toEqual([
      [5, 0],
      [5, 0],
      [5, 0],
    ]);
  });

  it('reads the bodies of those rows alone that are shown', async () => {
    expect(await page(3, 2, true)).toEqual(['3 with body', '4 with body', '5 with body']);
    expect(asked.filter(({ bodies }) => bodies)).toEqual([
      { shard: 'one', limit: 2, offset: 1, bodies: true },
      { shard: 'other', limit: 1, offset: 1, bodies: true },
    ]);
  });

  it('asks one, for just what is wanted, where it has all of it', async () => {
    expect(await page(2, 1, true, ['other'])).toEqual(['3 with body', '6 with body']);
    expect(asked).toEqual([{ shard: 'other', limit: 2, offset: 1, bodies: true }]);
  });

  it('names the accounts that cannot be asked about', async () => {
    failing.set('other', 'CLICKHOUSE_UNREACHABLE').set('third', 'CLICKHOUSE_CUT_OFF');
    await expect(page(9, 0, false)).rejects.toMatchObject({ accounts: ['other', 'third'] });
    await expect(page(9, 0, false, ['one', 'third'])).rejects.toMatchObject({ accounts: ['third'] });
    expect(await page(2, 0, false, ['one'])).toEqual(['1', '4']);
  });

  it('says what one said before what others did not', async () => {
    failing.set('one', 'CLICKHOUSE_UNREACHABLE').set('other', 'CLICKHOUSE_REFUSED');
    await expect(page(9, 0, false)).rejects.toMatchObject({ code: 'CLICKHOUSE_REFUSED' });
  });

  it('takes one that hangs for one that is away, and one that is slow for what it is', async () => {
    failing.set('other', 'CLICKHOUSE_TIMEOUT');
    await expect(page(9, 0, false)).rejects.not.toHaveProperty('accounts');
    hanging.add('other');
    await expect(page(9, 0, false)).rejects.toMatchObject({ accounts: ['other'] });
  });

  it('leaves out what a question leaves out, and notes what it asked', async () => {
    failing.set('other', 'CLICKHOUSE_UNREACHABLE');
    const question = { leftOut: new Set([other]), asked: new Set<Shard>() };
    expect(await asPartOf(question, () => page(9, 0, false))).toEqual(['1', '4', '5', '8']);
    expect([...question.asked]).toEqual([one, third]);
  });
});
