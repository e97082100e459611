/** The value from which on a colour is shown; `null` begins at the bottom. */
export interface Step {
  readonly color: string;
  readonly value: number | null;
}

export interface FieldSettings {
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly noValue?: string;
  readonly displayName?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: { readonly mode: 'absolute'; readonly steps: readonly Step[] };
  readonly mappings?: readonly object[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface Override {
  readonly matcher: { readonly id: 'byName' | 'byRegexp'; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface FieldConfig {
  readonly defaults: FieldSettings;
  readonly overrides: readonly Override[];
}

/** Settings of fields that are selected by their names. `custom` is given in parts: `custom.lineWidth`. */
export function overrideOf(
  matcher: Override['matcher'],
  settings: Readonly<Record<string, unknown>>,
): Override {
  return { matcher, properties: Object.entries(settings).map(([id, value]) => ({ id, value })) };
}

export function named(options: string): Override['matcher'] {
  return { id: 'byName', options };
}
