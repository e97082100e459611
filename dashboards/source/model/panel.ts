import type { FieldConfig } from './field-config';
import type { DatasourceRef, Target } from './target';

export interface PanelLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: boolean;
}

/** A panel before it has its place. */
export interface PanelDraft {
  readonly type: 'stat' | 'timeseries' | 'table' | 'bargauge' | 'text';
  readonly title: string;
  /** The definition of what is shown. */
  readonly description: string;
  /** Of 24 columns. */
  readonly width: number;
  readonly datasource: DatasourceRef;
  readonly targets: readonly Target[];
  readonly fieldConfig: FieldConfig;
  readonly options: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly { readonly id: string; readonly options: object }[];
  readonly links?: readonly PanelLink[];
  /** A variable: one panel for each of its values. */
  readonly repeat?: string;
}

export interface RowDraft {
  readonly title: string;
  readonly height: number;
  readonly panels: readonly PanelDraft[];
  /** Closed until somebody opens it: its questions are asked only then. */
  readonly isCollapsed?: boolean;
}
