import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { spellingsOf } from '../../compute/erasure/spellings';
import { filesWith, searchFiles, WordFinder } from '../../compute/erasure/words-in-files';
import { WordsInTables } from '../../compute/erasure/words-in-tables';
import type { TableSearch } from '../../compute/erasure/words-in-tables';
import type { CommandShards, ShardContext } from './command-shards';

/** The files of a part that ClickHouse knows no more are there for a moment, and it may be busy. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 1_000;

/**
 * Searches the data directory and all databases for words, and says where they stand.
 * @returns whether they stand nowhere
 */
export async function verifyErasure(
  words: readonly string[],
  dataDir: string,
  { there, away }: Pick<CommandShards, 'there' | 'away'>,
): Promise<boolean> {
  const spellings = [...new Set(words.flatMap(spellingsOf))];
  const inTables: TableSearch[] = [];
  for (const context of there) inTables.push(await searchTables(context, spellings));
  const finder = new WordFinder(spellings);
  const inFiles = existsSync(dataDir)
    ? await searchFiles(dataDir, finder)
    : { files: 0, bytes: 0, found: [], unreadable: [] };
  const foundInFiles = await stillThere(inFiles.found, finder);
  const foundInTables = inTables.flatMap(({ found }) => found);
  const places = foundInTables.length + foundInFiles.length;
  const unsearched = [
    ...inFiles.unreadable,
    ...inTables.flatMap(({ unsearchable }) => unsearchable),
    ...away.map((shard) => `shard ${shard}, which is away`),
  ];
  const [columns, tables] = [
    inTables.reduce((sum, each) => sum + each.columns, 0),
    inTables.reduce((sum, each) => sum + each.tables, 0),
  ];
  console.log(
    `verified: the words stand in ${places} places, of ${inFiles.files} files (${inFiles.bytes} bytes) in ` +
      `${dataDir} and ${columns} columns of ${tables} tables`,
  );
  for (const { column, rows } of foundInTables) console.log(`  in ${rows} rows of ${column}`);
  for (const path of foundInFiles) console.log(`  in ${path}`);
  for (const what of unsearched) console.log(`  not searched: ${what}`);
  return places + unsearched.length === 0;
}

/** Names what it found by the shard. */
async function searchTables(
  { services, shard }: ShardContext,
  spellings: readonly string[],
): Promise<TableSearch> {
  const replaced = await services.get(ReplacedParts).untilGone();
  const parts = [...replaced].map(([table, count]) => `${count} replaced parts of ${table}`);
  const searched = await services.get(WordsInTables).search(spellings);
  const at = shard === undefined ? '' : `shard ${shard}, `;
  return {
    ...searched,
    found: searched.found.map(({ column, rows }) => ({ column: at + column, rows })),
    unsearchable: [...searched.unsearchable, ...parts].map((what) => at + what),
  };
}

/** Without the files that are being deleted, or were written anew meanwhile. */
async function stillThere(found: readonly string[], finder: WordFinder): Promise<readonly string[]> {
  let left = found;
  for (let look = 1; look <= LOOKS && left.length > 0; look += 1) {
    await sleep(BETWEEN_LOOKS_MS);
    left = await filesWith(left, finder);
  }
  return left;
}
