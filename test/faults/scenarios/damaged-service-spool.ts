import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ClickHouseProxy } from '../harness/clickhouse-proxy';
import { digestOf } from '../harness/digest';
import { overwrite, placedRecords } from '../harness/spool-copy';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

/** While ClickHouse is away and the service stopped, one record of the backlog goes bad. */
async function damageBacklog(stage: Stage): Promise<void> {
  const proxy = await ClickHouseProxy.start((await stage.useExternalClickHouse()).url);
  stage.atTheEnd(() => proxy.stop());
  stage.sendClickHouseCallsTo(proxy.url);
  const { service, sender, random, tally } = stage;
  const spool = join(stage.dataDir, 'spool');
  const damaged = new Set<string>();
  await service.start();
  await stage.playRounds(10, 1, async (round) => {
    proxy.set({ kind: 'reset' });
    await sender.sendMany(400);
    await service.stop();
    const records = await placedRecords(spool, digestOf);
    const hit = records[random.whole(0, records.length - 1)];
    if (!hit) throw new Error('No record waits in the spool.');
    const at = random.whole(hit.from, hit.to - 1);
    overwrite(join(spool, hit.file), at, (bytes) => Buffer.from([(bytes[0] ?? 0) ^ 0xff]), 1);
    damaged.add(hit.digest);
    proxy.heal();
    await service.start();
    await stage.settle({ mayMiss: (digest) => damaged.has(digest) });
    const kept = readdirSync(join(spool, 'quarantine')).length;
    if (kept < round) tally.problems.push(`${round} records were damaged, ${kept} files are in quarantine`);
  });
}

export const damagedServiceSpool: readonly Scenario[] = [
  { name: 'a record of the backlog gone bad', row: 'bit rot in a segment', play: damageBacklog },
];
