import type { TemporaryClickHouse } from '../../../test/support/temporary-clickhouse';
import { readSettings } from '../../config/read-settings';
import type { Settings } from '../../config/settings';
import { FactBuilder } from '../../facts/fact-builder';
import { PendingRanges } from '../../facts/pending-ranges';
import { DeliveryStore } from '../../ingest/delivery-store';
import { DirectStore } from '../../ingest/direct-store';
import { RejectedDeliveries } from '../../ingest/rejected-deliveries';
import { createLog } from '../../logging/log';
import { Publisher } from '../../rollups/publisher';
import { ResultVersion } from '../../rollups/result-version';
import { RollUp } from '../../rollups/roll-up';

/** The settings of a service over a server that a test runs. */
export function settingsOver({ dataDir }: TemporaryClickHouse): Settings {
  return readSettings({ DATA_DIR: dataDir, SIGNALZEN_API_SECRET: 'a-secret', API_TOKEN: 'a-token' });
}

export function embeddedDirectStore(server: TemporaryClickHouse): DirectStore {
  const log = createLog('error');
  const rejected = new RejectedDeliveries(settingsOver(server), log);
  return new DirectStore(
    new DeliveryStore(server.clickhouse, rejected),
    new PendingRanges(server.clickhouse),
    log,
  );
}

/** Brings everything that is stored into facts and roll-ups. */
export async function rollUpAll(server: TemporaryClickHouse): Promise<void> {
  const { clickhouse } = server;
  const facts = new FactBuilder(clickhouse, settingsOver(server));
  const version = new ResultVersion(clickhouse);
  const publisher = new Publisher(clickhouse, facts, version);
  await new RollUp(new PendingRanges(clickhouse), facts, version, publisher).rollUpPending();
}
