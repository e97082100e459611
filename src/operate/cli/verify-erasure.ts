import { existsSync } from 'node:fs';
import type { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { spellingsOf } from '../../compute/erasure/spellings';
import { searchFiles, WordFinder } from '../../compute/erasure/words-in-files';
import type { WordsInTables } from '../../compute/erasure/words-in-tables';

/**
 * Searches the data directory and the database for words, and says where they stand.
 * @returns whether they stand nowhere
 */
export async function verifyErasure(
  words: readonly string[],
  dataDir: string,
  { tables, parts }: { readonly tables: WordsInTables; readonly parts: ReplacedParts },
): Promise<boolean> {
  const spellings = [...new Set(words.flatMap(spellingsOf))];
  const replaced = [...(await parts.untilGone())].map(
    ([table, count]) => `${count} replaced parts of ${table}`,
  );
  const inTables = await tables.search(spellings);
  const inFiles = existsSync(dataDir)
    ? await searchFiles(dataDir, new WordFinder(spellings))
    : { files: 0, bytes: 0, found: [], unreadable: [] };
  const places = inTables.found.length + inFiles.found.length;
  const unsearched = [...inFiles.unreadable, ...inTables.unsearchable, ...replaced];
  console.log(
    `verified: the words stand in ${places} places, of ${inFiles.files} files (${inFiles.bytes} bytes) in ` +
      `${dataDir} and ${inTables.columns} columns of ${inTables.tables} tables`,
  );
  for (const { column, rows } of inTables.found) console.log(`  in ${rows} rows of ${column}`);
  for (const path of inFiles.found) console.log(`  in ${path}`);
  for (const what of unsearched) console.log(`  not searched: ${what}`);
  return places + unsearched.length === 0;
}
