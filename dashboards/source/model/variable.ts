/** A choice at the top of a dashboard, in Grafana's own form. */
export interface Variable {
  readonly name: string;
  readonly type: 'datasource' | 'query' | 'custom' | 'textbox';
  readonly label: string;
  readonly [property: string]: unknown;
}
