import { Inject, Injectable } from '@nestjs/common';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { dataDirOfShard } from '../../platform/config/settings-of-shard';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { UsedSettings } from '../../compute/facts/used-settings';
import { RebuildNotes } from '../../compute/rollups/rebuild-notes';
import { RollUpProgress } from '../../compute/rollups/roll-up-progress';
import { RollUpState } from '../../compute/rollups/roll-up-state';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { ReceiverStates } from '../../store/receivers/receiver-states';

/** Who tells what of one database, besides its rows. */
@Injectable()
export class Sources {
  constructor(
    readonly receiver: ReceiverLink,
    readonly receivers: ReceiverStates,
    readonly rollUps: RollUpProgress,
    readonly used: UsedSettings,
    readonly numbers: RulesOfNumbers,
    readonly rebuilds: RebuildNotes,
    readonly retention: RetentionNotes,
  ) {}
}

/** The sources of each database. */
@Injectable()
export class SourcesOfShards {
  private readonly ofShards: ReadonlyMap<Shard, Sources>;

  /** @param own those of the database at home, as this program has them anyway */
  constructor(shards: Shards, own: Sources, @Inject(SETTINGS) settings: Settings, rules: RulesInForce) {
    const sourcesOf = (shard: Shard): Sources => {
      const { name, clickhouse } = shard;
      const isHome = shard === shards.home;
      const used = isHome ? own.used : new UsedSettings(clickhouse, settings, rules);
      return new Sources(
        new ReceiverLink({ ...settings, dataDir: dataDirOfShard(settings, name) }),
        isHome ? own.receivers : new ReceiverStates(clickhouse),
        // Wherever it is rolled up: another part of this program, if it is here.
        new RollUpProgress(new RollUpState(), clickhouse, []),
        used,
        isHome ? own.numbers : new RulesOfNumbers(clickhouse, used, rules),
        isHome ? own.rebuilds : new RebuildNotes(clickhouse),
        isHome ? own.retention : new RetentionNotes(clickhouse),
      );
    };
    this.ofShards = new Map(
      shards.all.map((shard) => [shard, shards.areSeveral ? sourcesOf(shard) : own] as const),
    );
  }

  of(shard: Shard): Sources {
    const sources = this.ofShards.get(shard);
    if (sources === undefined) throw new Error(`there is no shard ${shard.name}`);
    return sources;
  }
}
