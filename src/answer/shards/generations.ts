import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import { isAway } from './shard-unavailable';
import { SourcesOfShards } from './sources';

/** Which generation of numbers each database has, as far as it is known. */
export type Generations = ReadonlyMap<Shard, bigint>;

/** Milliseconds. One that says nothing for so long holds up no question about the others. */
const WAIT = 1_000;

/** Tells whether numbers switch to other rules while they are asked for. */
@Injectable()
export class GenerationsOfShards {
  private readonly known = new Map<Shard, bigint>();
  private readonly underWay = new Set<Shard>();

  constructor(
    private readonly shards: Shards,
    @Inject(SourcesOfShards) private readonly sources: Pick<SourcesOfShards, 'of'>,
  ) {}

  /**
   * Generations that were there lately. Any other one of a database later on means that its numbers have switched.
   * @throws NumbersSwitched; ClickHouseError where there is one database, and it cannot be asked
   */
  async now(): Promise<Generations> {
    const { all, areSeveral } = this.shards;
    if (!areSeveral) return this.told(all, (shard) => this.sources.of(shard).numbers.generation());
    const unknown = all.filter((shard) => !this.known.has(shard) && !this.underWay.has(shard));
    if (unknown.length > 0)
      await Promise.race([
        this.told(unknown, (shard) => this.sources.of(shard).numbers.look()),
        sleep(WAIT, undefined, { ref: false }),
      ]);
    return new Map(this.known);
  }

  /**
   * The generations of the databases that an answer is of, and of the one at home, whose rules are in force for all.
   * @param asked `undefined`: all of them
   * @throws as {@link now} does
   */
  look(asked?: ReadonlySet<Shard>): Promise<Generations> {
    const wanted = this.shards.all.filter(
      (shard) => shard === this.shards.home || asked === undefined || asked.has(shard),
    );
    return this.told(wanted, (shard) => this.sources.of(shard).numbers.look());
  }

  /** Of several, those that are away have none. */
  private async told(
    shards: readonly Shard[],
    tell: (shard: Shard) => Promise<bigint>,
  ): Promise<Generations> {
    const told = await Promise.all(
      shards.map(async (shard) => {
        this.underWay.add(shard);
        try {
          const generation = await tell(shard);
          this.known.set(shard, generation);
          return [[shard, generation] as const];
        } catch (error) {
          if (this.shards.areSeveral && isAway(error)) return [];
          throw error;
        } finally {
          this.underWay.delete(shard);
        }
      }),
    );
    return new Map(told.flat());
  }
}

/** Whether any database has another one than before, or may have: it was away before. */
export function haveSwitched(before: Generations, now: Generations): boolean {
  return [...now].some(([shard, generation]) => before.get(shard) !== generation);
}
