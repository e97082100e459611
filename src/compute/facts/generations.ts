import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { publishGeneration } from '../../platform/clickhouse/cluster/generation-tables';
import type { Turn } from '../lease/turn';

/** Where numbers stand, as SQL files name it. A rebuild fills new tables, which then take the place of the old ones. */
export type NumberTables = Readonly<Record<'facts' | 'rollups' | 'episodes_store', string>>;

/** Those that everybody reads. */
export const PRESENT: NumberTables = { facts: 'facts', rollups: 'rollups', episodes_store: 'episodes_store' };

/** Those of a generation that is not in its place: either not yet, or no more. */
export function tablesOf(generation: bigint): NumberTables {
  return {
    facts: `facts_${generation}`,
    rollups: `rollups_${generation}`,
    episodes_store: `episodes_store_${generation}`,
  };
}

/** The latest generation of numbers of which any table is in its place. */
export async function latestGeneration(clickhouse: ClickHouse): Promise<bigint> {
  return (await presentGenerations(clickhouse)).reduce((one, other) => (one > other ? one : other), 0n);
}

/** Puts the remaining tables of a generation into their places, where a switch was broken off in the middle. */
export async function finishSwitch(clickhouse: ClickHouse, turn: Turn): Promise<void> {
  const misplaced = await clickhouse.query<{ name: string; latest: string }>('rebuild/misplaced');
  for (const { name, latest } of misplaced)
    await turn.command('rebuild/exchange', { one: name, other: `${name}_${latest}` });
  await publishGeneration(clickhouse, await latestGeneration(clickhouse));
}

/** One, except for the moment in which tables change places, or where that was broken off. */
export async function presentGenerations(clickhouse: ClickHouse): Promise<bigint[]> {
  const [row] = await clickhouse.query<{ generations: string[] }>('facts/generation');
  return (row?.generations ?? []).map(BigInt);
}
