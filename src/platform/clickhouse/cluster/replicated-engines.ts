import type { SchemaFile, SchemaFiles } from '../schema-files';

/**
 * What one pass notes and drops again, partition by partition: each node has its own, as a pass does not outlive the
 * node that it writes on.
 */
export const LOCAL_TABLES: ReadonlySet<string> = new Set([
  'run_threads',
  'run_cut_events',
  'run_events',
  'run_episodes',
  'run_targets',
  'run_facts',
  'fact_changes',
  'dirty_buckets',
]);

const CREATED = /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/i;
const ENGINE = /\bENGINE\s*=\s*((?:[A-Z][a-z]+)?MergeTree)\b(?:\(([^()]*)\))?/;
const SETTINGS = /\bSETTINGS\b/;
/** What is fetched from another node is on disk, too, before that counts as written. */
const SYNCED = 'min_compressed_bytes_to_fsync_after_fetch = 1';

/**
 * The statement as it is to be on a cluster: a table that it makes is replicated, unless it is of one pass alone.
 * Whatever makes no table stays as it is.
 */
export function replicated(statement: string, database: string): string {
  const name = CREATED.exec(statement)?.[1];
  if (name === undefined || LOCAL_TABLES.has(name)) return statement;
  const [clause, engine, parameters] = ENGINE.exec(statement) ?? [];
  if (clause === undefined || engine === undefined)
    throw new Error(`${name} has no engine that can be replicated`);
  const path = `'/clickhouse/tables/{shard}/${database}/${name}', '{replica}'`;
  const own = parameters === undefined || parameters.trim() === '' ? '' : `, ${parameters}`;
  const made = statement.replace(clause, `ENGINE = Replicated${engine}(${path}${own})`);
  return SETTINGS.test(made)
    ? made.replace(SETTINGS, `SETTINGS ${SYNCED},`)
    : `${made.trimEnd()}\nSETTINGS ${SYNCED}`;
}

/** The statement of a table of a cluster as it would be on a single server. */
export function unreplicated(statement: string): string {
  const engine = /\bENGINE\s*=\s*Replicated((?:[A-Z][a-z]+)?MergeTree)\('[^']*', '[^']*'(?:, )?([^()]*)\)/;
  const plain = statement.replace(engine, (_, kind: string, own: string) =>
    own === '' ? `ENGINE = ${kind}` : `ENGINE = ${kind}(${own})`,
  );
  return plain.replace(`${SYNCED}, `, '').replace(`SETTINGS ${SYNCED}`, '');
}

/** The same of all tables and migrations. Their checksums stay those of the files. */
export function replicatedFiles({ tables, migrations, views }: SchemaFiles, database: string): SchemaFiles {
  const rendered = <File extends SchemaFile>(file: File): File => ({
    ...file,
    statements: file.statements.map((statement) => replicated(statement, database)),
  });
  return { tables: tables.map(rendered), migrations: migrations.map(rendered), views };
}
