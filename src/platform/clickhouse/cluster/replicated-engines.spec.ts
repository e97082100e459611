import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSchemaFiles } from '../schema-files';
import { SQL_FOLDER } from '../sql-files';
import { LOCAL_TABLES, replicated, replicatedFiles, unreplicated } from './replicated-engines';

const SOURCES = join(__dirname, '../../..');

describe('The engines of tables on a cluster', () => {
  it.each([
    ['ENGINE = MergeTree\nORDER BY a', "ReplicatedMergeTree('/clickhouse/tables/{shard}/d/t', '{replica}')"],
    [
      'ENGINE = ReplacingMergeTree(version, is_deleted)\nORDER BY a',
      "ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/d/t', '{replica}', version, is_deleted)",
    ],
    [
      'ENGINE = SummingMergeTree()\nORDER BY a',
      "ReplicatedSummingMergeTree('/clickhouse/tables/{shard}/d/t', '{replica}')",
    ],
  ])('of %s is %s', (engine, expected) => {
    expect(replicated(`CREATE TABLE IF NOT EXISTS t (a UInt8) ${engine}`, 'd')).toBe(
      `CREATE TABLE IF NOT EXISTS t (a UInt8) ENGINE = ${expected}\nORDER BY a\n` +
        'SETTINGS min_compressed_bytes_to_fsync_after_fetch = 1',
    );
  });

  it('keep the settings that there are, before a comment as well', () => {
    const statement = "CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a SETTINGS b = 1 COMMENT 'c'";
    expect(replicated(statement, 'd')).toMatch(
      / SETTINGS min_compressed_bytes_to_fsync_after_fetch = 1, b = 1 COMMENT 'c'$/,
    );
  });

  it('leave statements alone that make no table', () => {
    const statement = 'ALTER TABLE t ADD COLUMN IF NOT EXISTS b UInt8';
    expect(replicated(statement, 'd')).toBe(statement);
  });

  it('are replicated for each table of the schema but those of one pass', () => {
    for (const { name, statements } of replicatedFiles(readSchemaFiles(), 'd').tables) {
      const isReplicated = /ENGINE = Replicated/.test(statements.join());
      expect({ name, isReplicated }).toEqual({ name, isReplicated: !LOCAL_TABLES.has(name) });
    }
  });

  it('are those of a single server again in a backup, for each table of the schema', () => {
    const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replace('MergeTree()', 'MergeTree').trim();
    const made = readSchemaFiles().tables.flatMap(({ statements }) => statements);
    expect(made.length).toBeGreaterThan(30);
    for (const statement of made)
      expect(plain(unreplicated(replicated(statement, 'd')))).toBe(plain(statement));
  });
});

describe('The tables of one pass', () => {
  /** Each replica carries out by itself what changes or deletes rows of replicated tables, by these. */
  const SHARED = ['old_episodes', 'other_bodies'];

  it('are those whose partitions are dropped, but for what all replicas have to read', () => {
    const dropped = sqlTexts().flatMap((text) => /ALTER TABLE (\w+) DROP PARTITION/.exec(text)?.[1] ?? []);
    expect(new Set(dropped)).toEqual(new Set([...LOCAL_TABLES, ...SHARED]));
  });

  it('are those of which a run is the partition', () => {
    const own = readSchemaFiles().tables.filter(({ statements }) =>
      /^PARTITION BY (version|run)$/m.test(statements.join()),
    );
    expect(new Set(own.map(({ name }) => name))).toEqual(new Set([...LOCAL_TABLES, ...SHARED]));
  });

  it('are read by nothing that changes or deletes rows of a replicated table', () => {
    const mutations = sqlTexts().filter((text) => /^ALTER TABLE [^;]*\b(UPDATE|DELETE)\b/m.test(text));
    expect(mutations.length).toBeGreaterThan(20);
    for (const text of mutations) {
      const [, changed = ''] = /^ALTER TABLE (\S+)/m.exec(text) ?? [];
      if (LOCAL_TABLES.has(changed)) continue;
      const read = [...text.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, name]) => name);
      expect({ changed, local: read.filter((name = '') => LOCAL_TABLES.has(name)) }).toEqual({
        changed,
        local: [],
      });
    }
  });
});

describe('Statements that a cluster cannot bear', () => {
  const texts = [...sqlTexts(), ...programTexts()];

  it('are not there: a table made like another would be at the same place in Keeper', () => {
    expect(texts.length).toBeGreaterThan(300);
    const copying = texts.filter((text) => /CREATE TABLE [^;(]*\bAS\b/.test(text));
    // The one that says how it is done on a single server, and how on a cluster.
    expect(copying.filter((text) => !text.includes('export async function makeTableLike'))).toEqual([]);
  });

  it('are not there: a table that is dropped without waiting is in the way of the next of its name', () => {
    const drops = texts.flatMap((text) => text.match(/DROP TABLE [^;`'\n]*/g) ?? []);
    expect(drops.length).toBeGreaterThan(1);
    // Of a generation of numbers, whose name never comes again: somebody may still be reading it.
    const others = drops.filter((drop) => drop !== 'DROP TABLE IF EXISTS {table: Identifier}');
    expect(others.filter((drop) => !drop.endsWith('SYNC'))).toEqual([]);
  });
});

function sqlTexts(): string[] {
  const names = readdirSync(SQL_FOLDER, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.sql')).map((name) => read(join(SQL_FOLDER, name)));
}

function programTexts(): string[] {
  const names = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => read(join(SOURCES, name)));
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
