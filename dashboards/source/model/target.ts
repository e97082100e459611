/** A column that Grafana's Infinity data source reads out of each row. */
export interface Column {
  /** The field of the row. */
  readonly selector: string;
  /** What people see. The plugin sorts fields by it. */
  readonly text: string;
  readonly type: 'timestamp' | 'number' | 'string';
}

export interface DatasourceRef {
  readonly type: string;
  readonly uid: string;
}

/** A question of a panel, in the form of its data source. */
export interface Target {
  readonly refId: string;
  readonly datasource: DatasourceRef;
  readonly [property: string]: unknown;
}
