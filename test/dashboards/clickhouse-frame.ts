import type { TargetJson } from './dashboard-json';
import type { Frame, FrameField, Value } from './infinity/frame';
import { pivoted } from './infinity/pivoted';

export interface ClickhouseAnswer {
  readonly meta?: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly Readonly<Record<string, Value>>[];
}

/**
 * What Grafana's ClickHouse plugin makes of an answer in ClickHouse's format JSON: columns as they come, and of a long
 * time series one field for each combination of the texts.
 */
export function clickhouseFrameOf({ meta = [], data }: ClickhouseAnswer, { queryType }: TargetJson): Frame {
  const fields = meta.map(({ name, type }): FrameField => {
    const kind = /Date/.test(type) ? 'timestamp' : /Int|Float/.test(type) ? 'number' : 'string';
    const values = data.map((row) => valueOf(row[name] ?? null, kind));
    return { name, type: kind, labels: {}, values };
  });
  const frame = { fields, lost: [] };
  return queryType === 'timeseries' ? pivoted(frame) : frame;
}

/** 64-bit numbers are texts there, and times are UTC without saying so. */
function valueOf(value: Value, kind: FrameField['type']): Value {
  if (value === null || kind === 'string') return value;
  return kind === 'number' ? Number(value) : Date.parse(`${String(value).replace(' ', 'T')}Z`);
}
