import { ClickHouse } from './clickhouse';
import { Shards } from './shards';

const shard = (name: string) => ({ name, clickhouse: new ClickHouse(name) });
const [first, second, third] = [shard('first'), shard('second'), shard('third')];
const placed = new Map([
  ['acme', 'second'],
  ['beta', 'first'],
  ['gamma', 'second'],
]);
const shards = new Shards([first, second, third], {
  shardOf: (account) => placed.get(account),
  all: placed.keys(),
});

describe('Shards', () => {
  it('tells where an account is', () => {
    expect(shards.ofAccount('acme')).toBe(second);
    expect(shards.ofAccounts(['gamma', 'acme'])).toEqual([second]);
    expect(shards.ofAccounts(['gamma', 'beta'])).toEqual([first, second]);
  });

  it('means all of them where no account is named', () => {
    expect(shards.ofAccounts([])).toEqual([first, second, third]);
  });

  it('asks the one at home about an account that is on none', () => {
    expect(shards.ofAccount('nobody')).toBe(shards.home);
    expect(shards.ofAccounts(['nobody', 'acme'])).toEqual([first, second]);
  });

  it('is the one database for everything where there is one', () => {
    const one = new Shards([third]);
    expect(one.ofAccount('acme')).toBe(third);
    expect(one.ofAccounts(['acme', 'beta'])).toEqual([third]);
    expect(one.areSeveral).toBe(false);
  });

  it('names the accounts of each', () => {
    const known = new Shards([first, second], {
      shardOf: (account) => placed.get(account),
      all: ['gamma', 'beta', 'acme'],
    });
    expect(known.accountsOn(second)).toEqual(['acme', 'gamma']);
  });
});
