/** How a field is shown: Grafana's settings of fields, as far as the dashboards use them. */
export interface FieldSettings {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** Whether the ends of its range are its own, and not those of all fields. */
  readonly fieldMinMax?: boolean;
  readonly noValue?: string;
  readonly displayName?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: {
    readonly steps: readonly { readonly color: string; readonly value: number | null }[];
  };
  readonly mappings?: readonly {
    readonly type: string;
    readonly options: Readonly<Record<string, { readonly text: string } | undefined>>;
  }[];
  readonly custom: {
    readonly drawStyle?: string;
    readonly lineWidth?: number;
    /** In percent. */
    readonly fillOpacity?: number;
    readonly pointSize?: number;
    readonly showPoints?: string;
    readonly stacking?: { readonly mode: string };
    readonly lineStyle?: { readonly dash?: readonly number[] };
    readonly cellOptions?: { readonly type: string };
    readonly align?: string;
    /** Pixels. */
    readonly width?: number;
    readonly minWidth?: number;
  };
}
