import type { FieldConfigSource } from '@grafana/data';

/** What Grafana writes in a panel that has nothing to show. */
export function NoData({ fieldConfig }: { readonly fieldConfig: FieldConfigSource }) {
  return <div className="no-data">{fieldConfig.defaults.noValue ?? 'No data'}</div>;
}
