import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { commandLine } from '../../platform/command-line';
import { ReceiverStates } from '../../store/receivers/receiver-states';
import type { ReceiverReport } from '../../store/receivers/receiver-states';
import { findingsOf } from './finding';
import type { Finding } from './finding';

/** Which of two deliveries came first is decided by the clocks of the receivers that took them. */
const CLOCK_WARN_MS = 1_000;

/** How the receivers on the database are, by what they reported. @throws ClickHouseError */
export async function checkReceivers(clickhouse: ClickHouse): Promise<Finding[]> {
  const reports = await new ReceiverStates(clickhouse).all();
  return judgeReceivers(reports);
}

export function judgeReceivers(reports: readonly ReceiverReport[]): Finding[] {
  const { ok, warn } = findingsOf('receivers');
  const running = reports.filter(({ isRunning }) => isRunning);
  const holding = reports.filter(
    ({ isRunning, isStopped, waiting }) => !isRunning && (!isStopped || waiting > 0),
  );
  const away = holding.map(({ id, host, dataDir, reportedAt, waiting }) =>
    warn(
      `${host}:${dataDir} has not reported since ${reportedAt.toISOString()}, and had ${waiting} deliveries that were ` +
        'not stored then; those and any that it took since are in no number. Start it, here or elsewhere, with its ' +
        `data directory. If that is gone, so are they: "${commandLine('erase', `--forget-receiver ${id}`)}"`,
    ),
  );
  const ahead = running.filter(({ clockAheadMs }) => Math.abs(clockAheadMs) > CLOCK_WARN_MS);
  const wrong = ahead.map(({ host, clockAheadMs }) =>
    warn(
      `the clock of ${host} is ${(Math.abs(clockAheadMs) / 1000).toFixed(1)} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} ` +
        "ClickHouse's: set both by NTP (timedatectl status)",
    ),
  );
  return [...away, ...wrong, ok(`${running.length} of ${reports.length} on this database run`)];
}
