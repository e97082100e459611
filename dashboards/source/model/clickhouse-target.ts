import { datasourceVariable } from './variables';
import type { DatasourceRef, Target } from './target';

export const CLICKHOUSE_SOURCE: DatasourceRef = {
  type: 'grafana-clickhouse-datasource',
  uid: '${clickhouse}',
};
export const CLICKHOUSE = datasourceVariable('clickhouse', 'ClickHouse', 'grafana-clickhouse-datasource');

/** A question in SQL, in the default database of the data source. */
export function clickhouseTarget(rawSql: string, queryType: 'table' | 'timeseries', refId = 'A'): Target {
  return {
    ...{ refId, datasource: CLICKHOUSE_SOURCE, rawSql, queryType, editorType: 'sql', pluginVersion: '4.0.0' },
    // 0: a time series, 1: a table.
    format: queryType === 'timeseries' ? 0 : 1,
    meta: {},
  };
}
