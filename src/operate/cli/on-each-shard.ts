import { setTimeout as sleep } from 'node:timers/promises';
import { AccountShards } from '../../platform/clickhouse/cluster/account-shards';
import { settingsOfShard } from '../../platform/config/settings-of-shard';
import { ExplainedError } from '../../platform/explained-error';
import type { CommandEnvironment } from './command-context';
import { failureText } from './failure-text';

/** Milliseconds in which Keeper says which account is where. */
const KNOWN_WITHIN = 30_000;

/** Some of the shards have done what a command was to do. */
export class NotOnEveryShard extends ExplainedError {
  readonly code = 'NOT_ON_EVERY_SHARD';
}

/**
 * Does the work of a command once on each shard, one after the other, each as if there were no others; where there is
 * one database, once there. A shard that fails holds up no other.
 * @throws NotOnEveryShard; where there is one database, what the work throws
 */
export async function onEachShard(
  environment: CommandEnvironment,
  work: (own: CommandEnvironment, shard: string | undefined) => Promise<void>,
): Promise<void> {
  const { settings, log, rules = settings } = environment;
  if (settings.shards.length === 0) {
    await work(environment, undefined);
    return;
  }
  const failed: string[] = [];
  for (const shard of settings.shards) {
    const { name } = shard;
    console.log(`Shard ${name}:`);
    try {
      const own = { settings: settingsOfShard(settings, shard), log: log.child({ shard: name }), rules };
      await work(own, name);
    } catch (error) {
      failed.push(name);
      console.error(failureText(error));
    }
  }
  if (failed.length === 0) return;
  throw new NotOnEveryShard(
    `Not done on shard ${failed.join(', ')}, for the reasons above. Run the same command again when that is mended.`,
  );
}

/**
 * On which shard each account is, by the names of both; `undefined`: there is one database for all.
 * @throws NotOnEveryShard where it is not known of all that the settings name
 */
export async function placesOfAccounts({
  settings,
  log,
}: CommandEnvironment): Promise<ReadonlyMap<string, string> | undefined> {
  if (settings.shards.length === 0) return undefined;
  const accounts = new AccountShards(settings, log);
  try {
    const late = sleep(KNOWN_WITHIN, 'late' as const, { ref: false });
    if ((await Promise.race([accounts.known(), late])) === 'late')
      throw new NotOnEveryShard(
        'It is not known which shard each account is on: no node of the cluster could ask Keeper. Try again later.',
      );
    return new Map([...accounts.all].map((name) => [name, accounts.shardOf(name) ?? '']));
  } finally {
    await accounts.close();
  }
}
