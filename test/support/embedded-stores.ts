import { readSettings } from '../../src/config/read-settings';
import type { Settings } from '../../src/config/settings';
import type { ClickHouse } from '../../src/clickhouse/clickhouse';
import { Erasure } from '../../src/erasure/erasure';
import { FactBuilder } from '../../src/facts/fact-builder';
import { PendingRanges } from '../../src/facts/pending-ranges';
import { DeliveryStore } from '../../src/ingest/delivery-store';
import { DirectStore } from '../../src/ingest/direct-store';
import { RejectedDeliveries } from '../../src/ingest/rejected-deliveries';
import { createLog } from '../../src/logging/log';
import { Publisher } from '../../src/rollups/publisher';
import { ResultVersion } from '../../src/rollups/result-version';
import { RollUp } from '../../src/rollups/roll-up';
import type { TemporaryClickHouse } from './temporary-clickhouse';

/** The settings of a service over a server that a test runs, and over a stand-in of SignalZen's API. */
export function settingsOver({ dataDir }: TemporaryClickHouse, apiUrl?: URL): Settings {
  return readSettings({
    DATA_DIR: dataDir,
    SIGNALZEN_API_SECRET: 'a-secret',
    API_TOKEN: 'a-token',
    SIGNALZEN_API: apiUrl === undefined ? 'off' : 'on',
    SIGNALZEN_API_URL: apiUrl?.href,
    SIGNALZEN_API_RATE: '1000',
  });
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

/** Brings everything that is stored into facts and roll-ups, as a service that has just started. */
export async function rollUpAll(
  server: TemporaryClickHouse,
  clickhouse: ClickHouse = server.clickhouse,
): Promise<void> {
  const { facts, version, publisher } = builders(server, clickhouse);
  await new RollUp(new PendingRanges(clickhouse), facts, version, publisher).rollUpPending();
}

/** What erases, as a service that has just started. */
export function embeddedErasure(
  server: TemporaryClickHouse,
  clickhouse: ClickHouse = server.clickhouse,
): Erasure {
  const { facts, version, publisher } = builders(server, clickhouse);
  return new Erasure(clickhouse, facts, version, publisher);
}

function builders(server: TemporaryClickHouse, clickhouse: ClickHouse) {
  const facts = new FactBuilder(clickhouse, settingsOver(server));
  const version = new ResultVersion(clickhouse);
  return { facts, version, publisher: new Publisher(clickhouse, facts, version) };
}
