import { SecretsFileDamaged } from '../../platform/config/secrets-file';
import { SettingsError } from '../../platform/config/settings-error';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { ConnectionSettingsWrong } from '../../platform/clickhouse/connection-settings-wrong';
import { ClickHouseNotReady } from '../../platform/clickhouse/connect-for-command';
import { EmbeddedClickHouseUnavailable } from '../../platform/clickhouse/embedded/engine-library';
import { MigrationsRefused } from '../../platform/clickhouse/schema-files';
import { DataDirectoryInUse } from '../../platform/data-directory/data-directory-lock';
import { DataDirectoryUnusable } from '../../platform/data-directory/data-directory-unusable';
import { FileLocksUnavailable } from '../../platform/data-directory/flock';
import { ErasureError } from '../../compute/erasure/erasure-error';
import { CannotListen } from '../../receive/http/listening-address';
import { ReplayError } from '../../store/replay/replay-error';
import { SignalZenApiError } from '../../signalzen/api/signalzen-api-error';
import { BackfillError } from '../../signalzen/backfill/backfill-error';
import { ListUnstable } from '../../signalzen/chats/list-unstable';
import { SimulatorError } from '../../../simulator/simulator-error';

/** Errors whose message says all that a person needs. */
const EXPLAINED = [
  SettingsError,
  SecretsFileDamaged,
  CannotListen,
  ConnectionSettingsWrong,
  ClickHouseNotReady,
  EmbeddedClickHouseUnavailable,
  MigrationsRefused,
  ErasureError,
  DataDirectoryInUse,
  DataDirectoryUnusable,
  FileLocksUnavailable,
  ReplayError,
  BackfillError,
  SignalZenApiError,
  ListUnstable,
  SimulatorError,
];

/** A line of a stack that is in this program. */
const OWN_CODE = /^\s*at .*[/\\](?:dist|src)[/\\].*$/m;

/** What a person reads of a program that failed: what is wrong, and what to do about it. Without a stack. */
export function failureText(error: unknown): string {
  const wrong = ConnectionSettingsWrong.from(error);
  if (wrong) return wrong.message;
  if (EXPLAINED.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof ClickHouseError) {
    const isRefusal = error.code === 'CLICKHOUSE_REFUSED';
    return `${oneLine(error.message)}${isRefusal ? '' : ': does it run, and is CLICKHOUSE_URL right?'}`;
  }
  if (!(error instanceof Error)) return `This failed: ${oneLine(String(error))}`;
  const where = OWN_CODE.exec(error.stack ?? '')?.[0].trim();
  return (
    `This failed in a way that nobody foresaw: ${oneLine(`${error.name}: ${error.message}`)}` +
    `${where === undefined ? '' : `, ${where}`}. LOG_LEVEL=debug shows more; please report it.`
  );
}

function oneLine(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .join(' ')
    .trim();
}
