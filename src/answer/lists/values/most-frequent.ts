import type { SqlParameters } from '../../../platform/clickhouse/sql-parameters';
import type { CompiledQuery } from '../../measures/stats/compile-stats';

/** A value, and how many episodes have it. */
export interface ValueCount {
  readonly value: string;
  /** Of 64 bits, and so text. */
  readonly episodes: string;
}

/** Which of the counted values are wanted. */
export interface WantedCounts {
  /** That so many episodes have at least. */
  readonly least: number;
  /** Of these alone; none: of any. */
  readonly values: readonly string[];
  /** At most so many, the most frequent ones. */
  readonly limit: number;
}

/** ClickHouse takes 128 KiB for one parameter. */
const LETTERS_AT_ONCE = 20_000;
/** The most that ClickHouse takes for a limit. */
const NO_LIMIT = 4_294_967_295;

/** The statement for some of the values that another one counts, the most frequent first. */
export function frequentOf(
  counts: { readonly sql: string; readonly parameters: SqlParameters },
  wanted: WantedCounts,
): CompiledQuery {
  const isAny = wanted.values.length === 0;
  return {
    sql: `SELECT value, episodes
FROM (
${counts.sql}
)
WHERE episodes >= {least: UInt64}${isAny ? '' : ' AND value IN {values: Array(String)}'}
ORDER BY episodes DESC, value
LIMIT {limit: UInt32}`,
    parameters: { ...counts.parameters, ...wanted },
  };
}

/**
 * The values that most episodes have, of one database or of all together, the most frequent first. What is frequent in
 * all need not be so in any of them: each says its own, then all that could be among the first by what these come to,
 * and then how many of each of those it has.
 * @param ask answers for each database, in the same order
 */
export async function mostFrequent(
  ask: (wanted: WantedCounts) => Promise<readonly (readonly ValueCount[])[]>,
  limit: number,
): Promise<string[]> {
  const first = await ask({ least: 1, values: [], limit });
  const [alone = [], ...others] = first;
  if (others.length === 0) return alone.map(({ value }) => value);
  const reached = sorted(added(first))[limit - 1]?.[1] ?? 1;
  // Whoever has so many in all has a part of them somewhere.
  const least = Math.ceil(reached / first.length);
  const likely = await ask({ least, values: [], limit: NO_LIMIT });
  const counts = least <= 1 ? added(likely) : added(await askOf(candidates(likely, least, reached), ask));
  return sorted(counts)
    .slice(0, limit)
    .map(([value]) => value);
}

/** What may be as many as are needed, if it is just below the least wherever it is not named. */
function candidates(
  likely: readonly (readonly ValueCount[])[],
  least: number,
  reached: number,
): readonly string[] {
  const named = new Map<string, number>();
  for (const { value } of likely.flat()) named.set(value, (named.get(value) ?? 0) + 1);
  const counts = added(likely);
  return [...named].flatMap(([value, times]) => {
    const most = (counts.get(value) ?? 0) + (likely.length - times) * (least - 1);
    return most >= reached ? [value] : [];
  });
}

async function askOf(
  values: readonly string[],
  ask: (wanted: WantedCounts) => Promise<readonly (readonly ValueCount[])[]>,
): Promise<readonly (readonly ValueCount[])[]> {
  const answers: (readonly ValueCount[])[] = [];
  let chosen: string[] = [];
  let letters = 0;
  for (const value of values) {
    if (chosen.length > 0 && letters + value.length > LETTERS_AT_ONCE) {
      answers.push(...(await ask({ least: 1, values: chosen, limit: NO_LIMIT })));
      [chosen, letters] = [[], 0];
    }
    chosen.push(value);
    letters += value.length + 3;
  }
  if (chosen.length > 0) answers.push(...(await ask({ least: 1, values: chosen, limit: NO_LIMIT })));
  return answers;
}

function added(answers: readonly (readonly ValueCount[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { value, episodes } of answers.flat())
    counts.set(value, (counts.get(value) ?? 0) + Number(episodes));
  return counts;
}

function sorted(counts: ReadonlyMap<string, number>): (readonly [string, number])[] {
  return [...counts].sort(
    ([one, many], [other, more]) => more - many || Buffer.compare(Buffer.from(one), Buffer.from(other)),
  );
}
