import { Injectable } from '@nestjs/common';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import { currentQuestion } from './current-question';

/** Whether a database answers at all; it has five seconds for it. */
export function isThere({ clickhouse }: Shard): Promise<boolean> {
  return clickhouse.ping().then(
    () => true,
    () => false,
  );
}

/** Tells which databases are away, where accounts are divided among several. */
@Injectable()
export class AwayShards {
  constructor(private readonly shards: Shards) {}

  /** Those that do not answer now: to be left out of a question as a whole, or not at all. */
  async now(): Promise<ReadonlySet<Shard>> {
    if (!this.shards.areSeveral) return new Set();
    const away = await Promise.all(
      this.shards.all.map(async (shard) => ((await isThere(shard)) ? [] : [shard])),
    );
    return new Set(away.flat());
  }

  /** The accounts that are left out of the question that is being answered, by name. */
  leftOut(): readonly string[] {
    const left = [...(currentQuestion()?.leftOut ?? [])];
    return left.flatMap((shard) => this.shards.accountsOn(shard)).sort();
  }
}
