import type { Measure } from './measure';

/** What people call a measure: `firstResponseSecondsP90` is "First response, P90". */
export function measureTitle({ name }: Pick<Measure, 'name'>): string {
  const [, stem = name, statistic] = /^(.*?)(?:Seconds)?(Avg|P\d\d)?$/.exec(name) ?? [];
  const [, author] = /^messages([A-Z]\w+)$/.exec(stem) ?? [];
  const words = (author === undefined ? stem : `${author} messages`)
    .replace(/([a-z])([A-Z\d])/g, '$1 $2')
    .toLowerCase()
    .replace(/^csat/, 'CSAT')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return statistic === undefined ? words : `${words}, ${statistic === 'Avg' ? 'average' : statistic}`;
}
