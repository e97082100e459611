import type { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { dimensionsUsed } from './dimensions';
import type { Grouping } from './dimensions';
import { ALL_HOURS } from './hours';

/** Which whole days of UTC are summed up by a facet. */
export interface FacetDays {
  readonly facet: string;
  /** By the start of the day, in milliseconds: under which version its sums are valid. */
  readonly versions: ReadonlyMap<number, number>;
}

/** What changes in the middle of so many answers, one after the other, is read from the facts. */
const MAX_ATTEMPTS = 3;

/**
 * Answers a question with the sums of those days that it can be answered from. Where any of them became invalid
 * meanwhile, they may have been gone: then all is asked once more.
 * @param clickhouse of which the days are
 */
export async function withSummedFacets<T>(
  clickhouse: Pick<ClickHouse, 'query'>,
  grouping: Grouping,
  ask: (days: FacetDays | undefined) => Promise<T>,
): Promise<T> {
  const facet = facetOf(grouping);
  if (facet === undefined) return ask(undefined);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const days = await daysOf(clickhouse, facet);
    const answer = await ask(days);
    if (days.versions.size === 0) return answer;
    const { versions } = await daysOf(clickhouse, facet);
    if ([...days.versions].every(([start, version]) => versions.get(start) === version)) return answer;
  }
  return ask(undefined);
}

async function daysOf(clickhouse: Pick<ClickHouse, 'query'>, facet: string): Promise<FacetDays> {
  const rows = await clickhouse.query<{ start: number; version: string }>('facets/valid_days', { facet });
  return { facet, versions: new Map(rows.map(({ start, version }) => [start * 1000, Number(version)])) };
}

/** The facet whose sums know all that a question asks for, if there is one: they know accounts besides. */
export function facetOf(grouping: Grouping): string | undefined {
  const { attribute, filter } = grouping;
  const used = dimensionsUsed(grouping).filter((dimension) => dimension !== 'ACCOUNT');
  if (used.length !== 1 || filter.hours !== ALL_HOURS) return undefined;
  if (used[0] === 'PAGE') return 'page';
  if (used[0] !== 'ATTRIBUTE') return undefined;
  const filtered = filter.attributes.filter(({ values }) => values.length > 0).map(({ name }) => name);
  const names = new Set(grouping.groupBy.includes('ATTRIBUTE') ? [attribute ?? '', ...filtered] : filtered);
  return names.size === 1 ? `attribute/${[...names].join('')}` : undefined;
}
