import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Settings } from '../../platform/config/settings';
import { EVENT_TYPES, OCCASIONAL_EVENT_TYPES, USUAL_EVENT_TYPES } from '../../platform/events/event-types';
import { lastBackup } from '../../platform/data-directory/last-backup';
import { findingsOf } from './finding';
import type { Finding } from './finding';
import { commandLine } from '../../platform/command-line';

const DAY_MS = 86_400_000;
const TOKEN_WARN_DAYS = 14;
const BACKUP_WARN_DAYS = 7;

/** Types of events that never came, by account. */
export async function checkSubscriptions(
  clickhouse: ClickHouse,
  accounts: readonly string[],
): Promise<Finding[]> {
  const { ok, warn } = findingsOf('webhooks');
  const rows = await clickhouse.query<{ account: string; event_type: string }>('queries/received_types');
  return accounts.map((account) => {
    const missing = missingTypes(rows, account);
    if (missing.length === EVENT_TYPES.length)
      return warn(`account "${account}": nothing has ever come. Add webhooks in SignalZen's Console`);
    const [usual, seldom] = [USUAL_EVENT_TYPES, OCCASIONAL_EVENT_TYPES].map((types) =>
      missing.filter((type) => types.some((one) => one === type)).join(', '),
    );
    const note = seldom === '' ? '' : `; never, though they may just not have happened: ${seldom}`;
    if (usual === '') return ok(`account "${account}": every usual type of event has come${note}`);
    return warn(`account "${account}": ${usual} never came. Add a webhook for each in the Console${note}`);
  });
}

/** Tokens of the list that end soon. */
export async function checkTokens(clickhouse: ClickHouse, now: number): Promise<Finding[]> {
  const { ok, warn } = findingsOf('tokens');
  const rows = await clickhouse.query<{
    id: string;
    name: string;
    expires_at: string | null;
    revoked_at: string | null;
  }>('access/list_grants', { kind: 'token' });
  const valid = rows.filter(
    ({ revoked_at, expires_at }) =>
      revoked_at === null && (expires_at === null || Date.parse(expires_at) > now),
  );
  const ending = valid.flatMap(({ id, name, expires_at }) => {
    const days = expires_at === null ? Infinity : (Date.parse(expires_at) - now) / DAY_MS;
    if (days > TOKEN_WARN_DAYS) return [];
    return warn(`${id} (${name}) ends in ${Math.ceil(days)} days: "${commandLine('token', `rotate ${id}`)}"`);
  });
  return ending.length > 0 ? ending : [ok(`${valid.length} of the list are valid, and none ends soon`)];
}

/** Types of events of SignalZen that never came for an account. */
export function missingTypes(
  rows: readonly { readonly account: string; readonly event_type: string }[],
  account: string,
): string[] {
  const came = new Set(rows.filter((row) => row.account === account).map((row) => row.event_type));
  return EVENT_TYPES.filter((type) => !came.has(type));
}

/** How old the last backup is. */
export async function checkBackup({ dataDir }: Settings, now: number): Promise<Finding[]> {
  const { ok, warn } = findingsOf('backup');
  const last = await lastBackup(dataDir);
  if (last === undefined) return [warn('none was made of this directory: docs/backup.md')];
  const days = (now - last.madeAtMs) / DAY_MS;
  const text = `the last one is of ${new Date(last.madeAtMs).toISOString()}, in ${last.directory}`;
  return [days > BACKUP_WARN_DAYS ? warn(`${text}: it is ${Math.floor(days)} days old`) : ok(text)];
}
