import { setTimeout as sleep } from 'node:timers/promises';
import { AppModule } from './app.module';
import { ClickHouseConnection } from './platform/clickhouse/clickhouse-connection';
import { PlacedAccountsModule } from './platform/clickhouse/clickhouse.module';
import { AccountShards } from './platform/clickhouse/cluster/account-shards';
import { OwnSpoolsModule } from './operate/edge/own-spools.module';
import { SpoolAnswers } from './operate/edge/spool-answers';
import { MetricsRegistry } from './operate/metrics/metrics-registry';
import { DELIVERY_SINK } from './receive/spool/delivery-sink';
import type { DeliverySink } from './receive/spool/delivery-sink';
import { SinksOfShards } from './receive/spool/sinks-of-shards';
import { RefusalLosses } from './receive/webhook/refusal-losses';
import { openAnswering, openReceiver } from './open-process';
import type { Opened, ProcessOptions } from './open-process';
import { closeShardContexts, openShardContexts } from './shard-contexts';
import type { ShardContext } from './shard-contexts';

/** Milliseconds for which a receiver waits with its port closed until it is known where accounts are that are new. */
const PLACED_WITHIN = 10_000;

/** A process that receives for several shards: requests come in once, and each shard has a spool and a drain. */
export async function openReceiverOfShards(options: ProcessOptions): Promise<Opened> {
  const accounts = new AccountShards(options.settings, options.log);
  let contexts: readonly ShardContext[] = [];
  try {
    contexts = await openShardContexts(options, accounts);
    const spools = contexts.map(({ name, app }) => ({
      shard: name,
      answers: app.get(SpoolAnswers),
      sink: app.get<DeliverySink>(DELIVERY_SINK),
    }));
    const sink = new SinksOfShards(new Map(spools.map((one) => [one.shard, one.sink])), (account) =>
      accounts.shardOf(account),
    );
    // A delivery that is refused may be lost. Others are not held up for long.
    await Promise.race([accounts.known(), sleep(PLACED_WITHIN, undefined, { ref: false })]);
    const opened = await openReceiver(
      await AppModule.once(options, [OwnSpoolsModule.with(spools, sink)]),
      options,
    );
    showShards(opened, contexts);
    for (const { app } of contexts) app.get(RefusalLosses).follow(opened.app.get(RefusalLosses));
    return {
      ...opened,
      connections: [...contexts.map(({ app }) => app.get(ClickHouseConnection)), ...opened.connections],
      close: async () => {
        await accounts.close();
        await opened.close();
        await closeShardContexts(contexts);
      },
    };
  } catch (error) {
    await accounts.close();
    await closeShardContexts(contexts);
    throw error;
  }
}

/** A process that works on several shards, or answers from them. Work begins when it is known where accounts are. */
export async function openAnsweringOfShards(options: ProcessOptions): Promise<Opened> {
  const accounts = new AccountShards(options.settings, options.log);
  try {
    const opened = await openAnswering(
      await AppModule.once(options, [PlacedAccountsModule.with(accounts)]),
      options,
    );
    if (!options.roles.includes('work')) return closing(opened, () => accounts.close());
    let stop = (): void => undefined;
    const stopped = new Promise<'stopped'>((resolve) => {
      stop = () => {
        resolve('stopped');
      };
    });
    const contexts = Promise.race([accounts.known(), stopped]).then(async (reason) => {
      if (reason === 'stopped') return [];
      const working = await openShardContexts(options, accounts);
      showShards(opened, working);
      return working;
    });
    const failing = contexts.then(() => new Promise<never>(() => undefined));
    failing.catch(() => undefined);
    const ofShards = async (): Promise<void> => {
      stop();
      await accounts.close();
      await closeShardContexts(await contexts.catch(() => []));
    };
    return { ...closing(opened, ofShards), failing };
  } catch (error) {
    await accounts.close();
    throw error;
  }
}

function closing(opened: Opened, more: () => Promise<void>): Opened {
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await more();
    },
  };
}

function showShards({ app }: Opened, contexts: readonly ShardContext[]): void {
  const metrics = app.get(MetricsRegistry);
  for (const context of contexts) metrics.addShard(context.name, context.app.get(MetricsRegistry));
}
