import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { spellingsOf } from '../../compute/erasure/spellings';
import { filesWith, searchFiles, WordFinder } from '../../compute/erasure/words-in-files';
import type { WordsInTables } from '../../compute/erasure/words-in-tables';

/** The files of a part that ClickHouse knows no more are there for a moment, and it may be busy. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 1_000;

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
  const finder = new WordFinder(spellings);
  const inFiles = existsSync(dataDir)
    ? await searchFiles(dataDir, finder)
    : { files: 0, bytes: 0, found: [], unreadable: [] };
  const foundInFiles = await stillThere(inFiles.found, finder);
  const places = inTables.found.length + foundInFiles.length;
  const unsearched = [...inFiles.unreadable, ...inTables.unsearchable, ...replaced];
  console.log(
    `verified: the words stand in ${places} places, of ${inFiles.files} files (${inFiles.bytes} bytes) in ` +
      `${dataDir} and ${inTables.columns} columns of ${inTables.tables} tables`,
  );
  for (const { column, rows } of inTables.found) console.log(`  in ${rows} rows of ${column}`);
  for (const path of foundInFiles) console.log(`  in ${path}`);
  for (const what of unsearched) console.log(`  not searched: ${what}`);
  return places + unsearched.length === 0;
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
