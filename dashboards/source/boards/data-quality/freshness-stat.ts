import type { FieldSettings, Step } from '../../model/field-config';
import { neutralSteps } from '../../model/goals';
import { infinityTarget } from '../../model/infinity-target';
import { linkTo } from '../../model/links';
import type { PanelDraft } from '../../model/panel';
import { inWords } from '../../model/written';
import { statPanel } from '../../panels/stat-panel';

export interface FreshnessStat extends FieldSettings {
  readonly selector: string;
  readonly unit: string;
  readonly steps?: readonly Step[];
  readonly isTime?: boolean;
}

export const MORE = [
  linkTo('signalzen-service', 'The service'),
  linkTo('signalzen-clickhouse', 'ClickHouse'),
];
const BAD = inWords({ true: ['Yes', 'red'], false: ['No', 'green'] });

/** One field of `freshness`, large. */
export function freshnessStat(
  title: string,
  description: string,
  { selector, steps, isTime = false, ...settings }: FreshnessStat,
): PanelDraft {
  const isText = settings.unit === 'string';
  return statPanel({
    ...{ title, description, width: 6, links: MORE, settings, steps: steps ?? neutralSteps() },
    target: infinityTarget({
      query: `{ rows: freshness { ${selector} } }`,
      columns: [{ selector, text: title, type: isTime ? 'timestamp' : isText ? 'string' : 'number' }],
      format: 'table',
    }),
    ...(isTime || isText ? { fields: `/^${title}$/` } : {}),
  });
}

/** A field of `freshness` that says yes where something is to be done. */
export function freshnessAlarm(title: string, description: string, selector: string): PanelDraft {
  return freshnessStat(title, description, { selector, unit: 'string', mappings: [BAD] });
}
