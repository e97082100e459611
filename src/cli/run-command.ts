import { SettingsError } from '../config/read-settings';
import { ClickHouseError } from '../clickhouse/clickhouse-error';
import { ClickHouseNotReady } from '../clickhouse/connect-for-command';
import { EmbeddedClickHouseUnavailable } from '../clickhouse/embedded/engine-library';
import { MigrationsRefused } from '../clickhouse/migration-files';
import { DataDirectoryInUse } from '../data-directory/data-directory-lock';
import { FileLocksUnavailable } from '../data-directory/flock';
import { ErasureError } from '../erasure/erasure-error';
import { ReplayError } from '../replay/replay-error';
import { SignalZenApiError } from '../signalzen/api/signalzen-api-error';
import { BackfillError } from '../signalzen/backfill/backfill-error';
import { ListRestless } from '../signalzen/chats/list-restless';
import { SimulatorError } from '../simulator/simulator-error';

/** Errors whose message says all that a person needs. */
const EXPLAINED = [
  SettingsError,
  ClickHouseError,
  ClickHouseNotReady,
  EmbeddedClickHouseUnavailable,
  MigrationsRefused,
  ErasureError,
  DataDirectoryInUse,
  FileLocksUnavailable,
  ReplayError,
  BackfillError,
  SignalZenApiError,
  ListRestless,
  SimulatorError,
];

/** Runs the body of a command; an error is shown to a person, and the exit code is 1. */
export function runCommand(body: () => Promise<void>): void {
  body().catch((error: unknown) => {
    const isExplained = EXPLAINED.some((kind) => error instanceof kind);
    console.error(isExplained ? (error as Error).message : error);
    process.exitCode = 1;
  });
}
