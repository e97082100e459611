import { ClickHouseConnection } from '../../../src/platform/clickhouse/clickhouse-connection';
import { createLog } from '../../../src/platform/logging/log';
import { embeddedSettings } from '../temporary-clickhouse';

/** Runs the embedded server of a data directory as the service does, until killed. */
const [dataDir = '', migrationsFolder = ''] = process.argv.slice(2);
const connection = new ClickHouseConnection(embeddedSettings(dataDir), createLog('fatal'), migrationsFolder);
void connection.ready().then(() => {
  process.stdout.write('ready\n');
});
