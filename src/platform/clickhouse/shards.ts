import type { ClickHouse } from './clickhouse';

/** A database that has everything of some accounts, and nothing of any other. */
export interface Shard {
  /** As logs and errors call it. */
  readonly name: string;
  readonly clickhouse: ClickHouse;
}

/** Which account is on which shard. More of them may become known as time goes by. */
export interface PlacedAccounts {
  /** The name of its shard; `undefined`: it is on none yet. */
  shardOf(account: string): string | undefined;
  /** All that are on any. */
  readonly all: Iterable<string>;
}

const NONE_PLACED: PlacedAccounts = { shardOf: () => undefined, all: [] };

/**
 * The databases that hold the rows of accounts: one, unless accounts are divided among several. The first of them is at
 * home: there is all that is of no account, such as tokens and what people are told.
 */
export class Shards {
  /** @param accounts needed where there are several */
  constructor(
    readonly all: readonly [Shard, ...Shard[]],
    private readonly accounts: PlacedAccounts = NONE_PLACED,
  ) {}

  get home(): Shard {
    return this.all[0];
  }

  get areSeveral(): boolean {
    return this.all.length > 1;
  }

  /** An account that is on none has no rows anywhere, which any can tell. */
  ofAccount(account: string): Shard {
    const name = this.accounts.shardOf(account);
    return this.all.find((shard) => shard.name === name) ?? this.home;
  }

  /** Those that have anything of some accounts, in the order of all; empty: of any. */
  ofAccounts(accounts: readonly string[]): readonly Shard[] {
    if (!this.areSeveral || accounts.length === 0) return this.all;
    const wanted = new Set(accounts.map((account) => this.ofAccount(account)));
    return this.all.filter((shard) => wanted.has(shard));
  }

  /** The accounts on a shard, by name. */
  accountsOn({ name }: Shard): readonly string[] {
    return [...this.accounts.all].filter((account) => this.accounts.shardOf(account) === name).sort();
  }
}
