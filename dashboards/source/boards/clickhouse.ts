import { CLICKHOUSE, clickhouseTarget } from '../model/clickhouse-target';
import type { DashboardDraft } from '../model/dashboard';
import type { Step } from '../model/field-config';
import { fallingSteps, neutralSteps } from '../model/goals';
import { linkTo } from '../model/links';
import type { PanelDraft } from '../model/panel';
import { SERVICE } from '../model/variables';
import { statPanel } from '../panels/stat-panel';
import { tablePanel } from '../panels/table-panel';
import { timeSeriesPanel } from '../panels/time-series-panel';

const RECEIPTS = 'FROM receipts WHERE received_at >= $__fromTime AND received_at <= $__toTime';

function stat(
  title: string,
  description: string,
  sql: string,
  { unit, steps }: { unit: string; steps: readonly Step[] },
): PanelDraft {
  const target = clickhouseTarget(sql, 'table');
  return statPanel({
    ...{ title, description, target, steps, width: 6 },
    settings: { unit },
    links: [linkTo('signalzen-service', 'The service')],
  });
}

export const CLICKHOUSE_BOARD: DashboardDraft = {
  uid: 'signalzen-clickhouse',
  title: 'SignalZen: ClickHouse',
  description: 'The database below the numbers: what arrives, how late, and what it takes on the disk.',
  ...{ from: 'now-24h/h', refresh: '1m', variables: [CLICKHOUSE, SERVICE] },
  rows: [
    {
      ...{ title: 'Now', height: 5 },
      panels: [
        stat(
          'Since the last delivery',
          'Since the latest webhook that is in ClickHouse was received.',
          "SELECT dateDiff('second', max(received_at), now64(3)) AS seconds FROM receipts WHERE source = 'webhook' AND received_at > now() - INTERVAL 31 DAY HAVING count() > 0",
          { unit: 's', steps: fallingSteps([3_600, 86_400]) },
        ),
        stat(
          'On the disk',
          "Bytes of the database's parts, compressed.",
          'SELECT sum(bytes) AS bytes FROM storage',
          { unit: 'bytes', steps: neutralSteps() },
        ),
        stat(
          'Parts',
          'Active parts of all tables. Many small ones: merges do not keep up.',
          'SELECT sum(parts) AS parts FROM storage',
          { unit: 'short', steps: fallingSteps([1_000, 3_000]) },
        ),
        stat(
          'Deliveries',
          'Rows of the deliveries, copies of an event and what came from the API included.',
          "SELECT sum(rows) AS deliveries FROM storage WHERE table_name = 'deliveries_store'",
          { unit: 'short', steps: neutralSteps() },
        ),
      ],
    },
    {
      ...{ title: 'Arriving', height: 9 },
      panels: [
        timeSeriesPanel({
          ...{
            title: 'Deliveries by hour',
            width: 12,
            settings: { unit: 'short' },
            steps: neutralSteps(),
            isStacked: true,
          },
          description:
            "Deliveries by the hour of their receipt; `webhook`: sent by SignalZen, `api`: read from SignalZen's API because no webhook had delivered it.",
          targets: [
            clickhouseTarget(
              `SELECT toStartOfHour(received_at) AS time, toString(source) AS source, count() AS deliveries ${RECEIPTS} GROUP BY time, source ORDER BY time, source`,
              'timeseries',
            ),
          ],
        }),
        timeSeriesPanel({
          ...{ title: 'From event to receipt', width: 12, settings: { unit: 's' }, steps: neutralSteps() },
          description:
            'How long after the event its webhook came, by the hour of receipt: half and 95 of 100 took at most this. Only events that name their own time.',
          targets: [
            clickhouseTarget(
              `SELECT toStartOfHour(received_at) AS time, quantile(0.5)(late) AS P50, quantile(0.95)(late) AS P95 FROM (SELECT received_at, greatest(0, dateDiff('millisecond', occurred_at, received_at)) / 1000 AS late ${RECEIPTS} AND source = 'webhook' AND occurred_from = 'payload') GROUP BY time ORDER BY time`,
              'timeseries',
            ),
          ],
        }),
      ],
    },
    {
      ...{ title: 'Storage', height: 11 },
      panels: [
        tablePanel({
          ...{ title: 'By table', width: 12, sortBy: 'Disk' },
          description:
            'Active parts, rows, and bytes: on the disk, and before compression. Rows that a newer version replaces count until they are merged.',
          targets: [
            clickhouseTarget(
              'SELECT table_name AS "Table", parts AS "Parts", rows AS "Rows", bytes AS "Disk", bytes_uncompressed AS "Uncompressed" FROM storage ORDER BY "Disk" DESC',
              'table',
            ),
          ],
          columns: [
            { text: 'Table', width: 180 },
            { text: 'Parts', unit: 'short', steps: fallingSteps([100, 300]) },
            { text: 'Rows', unit: 'short' },
            { text: 'Disk', unit: 'bytes', hasBar: true },
            { text: 'Uncompressed', unit: 'bytes' },
          ],
        }),
        tablePanel({
          ...{ title: 'By type of event', width: 12, sortBy: 'Deliveries' },
          description:
            'Deliveries of the range by the type that SignalZen names, how many events they are, and how many bodies could not be read. Types that nobody knew when this was written are here as well.',
          targets: [
            clickhouseTarget(
              `SELECT event_type AS "Type", count() AS "Deliveries", uniqExact(account, event_id) AS "Events", countIf(parse_error != '') AS "Unreadable", max(received_at) AS "Last" ${RECEIPTS} GROUP BY event_type ORDER BY "Deliveries" DESC`,
              'table',
            ),
          ],
          columns: [
            { text: 'Type', width: 220 },
            { text: 'Deliveries', unit: 'short', hasBar: true },
            { text: 'Events', unit: 'short' },
            { text: 'Unreadable', unit: 'short', steps: fallingSteps([1, 10]) },
            { text: 'Last', unit: 'dateTimeFromNow' },
          ],
        }),
      ],
    },
  ],
};
