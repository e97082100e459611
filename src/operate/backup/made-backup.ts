import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { readMigrationLog } from '../../platform/clickhouse/migration-log';
import { SETTING_NAMES } from '../../platform/config/environment';
import type { Settings } from '../../platform/config/settings';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import { FileLock } from '../../platform/data-directory/file-lock';
import { packageVersion } from '../../platform/package-root';
import { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { alreadyIn, asItIs, copySources, partsOf } from './sources';
import type { Source } from './sources';
import { filesOfDataDirectory, filesOfRules } from './kept-files';
import { freezeTables, releaseFrozen } from './frozen-tables';
import type { FrozenTable } from './frozen-tables';
import { noteBackup } from './last-backup';
import type { BackedUpFile, BackedUpTable, Manifest } from './manifest';
import { backUpOnServer, keptBy } from './server-tables';
import type { ServerPlace } from './server-tables';
import { SpoolSnapshot } from './spool-snapshot';
import { problemsOf, requireNone } from './verified-backup';

export interface BackupRequest {
  /** Where it is to stand, beside others. */
  readonly directory: BackupDirectory;
  /** It is to need no other. */
  readonly isFull: boolean;
  /** Also the file `.env`, with its secrets. */
  readonly withEnv: boolean;
  /** Where the server of CLICKHOUSE_URL puts the tables; `undefined`: the engine is embedded. */
  readonly place: ServerPlace | undefined;
}

export interface BackupProgress {
  readonly step: 'copying' | 'verifying' | 'on the server';
  readonly bytes: number;
  readonly of: number;
}

export interface BackupWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackupProgress) => void;
}

/** ClickHouse has what was drained so long before: it is on its disk, and was compared. */
const SURELY_STORED_MS = 3_600_000;
/** Beyond what is copied, for the manifest and for whatever else writes there. */
const SPARE_BYTES = 16 * 2 ** 20;

/**
 * Makes a backup while the service runs, which is not held up: tables are frozen in a moment, and files linked; then
 * these are copied. What was acknowledged before it began is in it.
 * @throws BackupError, ClickHouseError, RulesError; then there is no backup
 */
export async function makeBackup(
  clickhouse: ClickHouse,
  settings: Settings,
  request: BackupRequest,
  watch: BackupWatch,
): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  const { directory } = request;
  requireApart(directory.path, settings);
  const lock = await directory.lock();
  let own: FileLock | undefined;
  try {
    // A process that receives nothing may have none.
    makeDirectory(settings.dataDir);
    own = await FileLock.tryTake(join(settings.dataDir, 'backup.lock'));
    if (!own)
      throw new BackupError('BACKUP_UNDER_WAY', `Another backup of ${settings.dataDir} is under way.`);
    await directory.removeUnfinished();
    return await new Making(clickhouse, settings, request, watch).run();
  } catch (error) {
    await directory.removeUnfinished().catch(() => undefined);
    if (watch.signal.aborted)
      throw new BackupError('BACKUP_INTERRUPTED', 'Interrupted: there is no new backup.', { cause: error });
    throw BackupError.ofSystem(error, directory.path);
  } finally {
    own?.release();
    lock.release();
  }
}

class Making {
  private readonly madeAtMs = Date.now();
  private readonly id = BackupDirectory.idOf(this.madeAtMs);
  private readonly snapshot: SpoolSnapshot;
  private readonly tablesIn: Manifest['tablesIn'];
  private base: Manifest | undefined;
  private bytes = 0;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly settings: Settings,
    private readonly request: BackupRequest,
    private readonly watch: BackupWatch,
  ) {
    const { dataDir } = settings;
    const { place } = request;
    this.tablesIn = place === undefined ? 'files' : keptBy(clickhouse, place);
    const since = this.madeAtMs - SURELY_STORED_MS;
    this.snapshot = new SpoolSnapshot(join(dataDir, 'spool'), join(dataDir, 'backup-work'), since);
  }

  async run(): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
    const { dataDir } = this.settings;
    this.base = await this.findBase();
    await this.snapshot.remove();
    try {
      await this.snapshot.look();
      const tables = await this.tables();
      await this.snapshot.look();
      const { migrations } = await readMigrationLog(this.clickhouse);
      const sources = [...(await partsOf(tables.frozen)), ...(await this.otherSources())];
      const files = await this.copy(sources);
      const base = files.some((file) => file.in !== this.id) || tables.isOnBase ? this.base?.id : undefined;
      const manifest: Manifest = {
        format: 1,
        id: this.id,
        base: base ?? null,
        madeAt: new Date(this.madeAtMs).toISOString(),
        version: packageVersion(),
        database: this.clickhouse.database,
        receiver: await receiverOf(dataDir),
        tablesIn: this.tablesIn,
        tables: tables.kept,
        migrations: [...migrations],
        settings: SETTING_NAMES.filter((name) => this.settings.variable(name) !== undefined),
        files,
      };
      await this.request.directory.finish(manifest);
      await this.verify(manifest);
      const { path } = this.request.directory;
      await noteBackup(dataDir, { id: this.id, directory: path, madeAtMs: this.madeAtMs, bytes: this.bytes });
      return { manifest, bytes: this.bytes };
    } finally {
      await releaseFrozen(dataDir);
      await this.snapshot.remove();
    }
  }

  /** The latest of this data directory that can be built on. */
  private async findBase(): Promise<Manifest | undefined> {
    const { directory, isFull } = this.request;
    const latest = isFull ? undefined : (await directory.ids()).at(-1);
    if (latest === undefined) return undefined;
    const base = await directory.manifestOf(latest).catch(withoutDamaged);
    if (base === undefined) return undefined;
    const receiver = await receiverOf(this.settings.dataDir);
    if (base.receiver !== null && receiver !== null && base.receiver !== receiver)
      throw new BackupError(
        'BACKUP_NOT_POSSIBLE',
        `${directory.path} holds backups of another data directory. Name a directory of its own for each.`,
      );
    return JSON.stringify(base.tablesIn) === JSON.stringify(this.tablesIn) ? base : undefined;
  }

  private async tables(): Promise<{
    readonly frozen: readonly FrozenTable[];
    readonly kept: BackedUpTable[];
    readonly isOnBase: boolean;
  }> {
    const { place } = this.request;
    if (place === undefined) {
      const frozen = await freezeTables(this.clickhouse, this.settings.dataDir);
      const kept = frozen.map(({ name, create, rows }) => ({ name, create, rows }));
      return { frozen, kept, isOnBase: false };
    }
    const { signal, onProgress } = this.watch;
    const kept = await backUpOnServer(
      this.clickhouse,
      place,
      { id: this.id, base: this.base?.id },
      {
        signal,
        onWaiting: () => {
          onProgress({ step: 'on the server', bytes: 0, of: 0 });
        },
      },
    );
    return { frozen: [], kept, isOnBase: this.base !== undefined };
  }

  private async otherSources(): Promise<Source[]> {
    const { settings } = this;
    const sources: Source[] = [];
    for (const { name, path, end } of await this.snapshot.segments()) {
      const { size, mtimeMs } = await stat(path);
      sources.push({ path: `files/spool/${name}`, from: path, bytes: end ?? size, end, modifiedMs: mtimeMs });
    }
    const kept = [...(await filesOfDataDirectory(settings.dataDir)), ...filesOfRules(settings)];
    if (this.request.withEnv) kept.push({ path: 'config/.env', from: resolve('.env') });
    for (const file of kept) sources.push(...(await asItIs(file)));
    return sources;
  }

  private async copy(sources: readonly Source[]): Promise<BackedUpFile[]> {
    const { signal, onProgress } = this.watch;
    const { files, rest } = await alreadyIn(this.base, sources, signal);
    const of = rest.reduce((sum, { bytes }) => sum + bytes, 0);
    await this.requireRoom(of);
    const onBytes = (bytes: number): void => {
      this.bytes += bytes;
      onProgress({ step: 'copying', bytes: this.bytes, of });
    };
    const folder = this.request.directory.begin(this.id);
    const copied = await copySources(rest, { id: this.id, folder }, { signal, onBytes });
    return [...files, ...copied].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  private async requireRoom(bytes: number): Promise<void> {
    const free = await this.request.directory.freeBytes();
    if (free >= bytes + SPARE_BYTES) return;
    throw new BackupError(
      'BACKUP_NO_SPACE',
      `${this.request.directory.path} has ${mebibytes(free)} free, and the backup needs ${mebibytes(bytes)} and some ` +
        'more. Make room (--keep removes old backups), or name another directory.',
    );
  }

  /** What it has added is read again; what it builds on was read when that was added. */
  private async verify(manifest: Manifest): Promise<void> {
    const { directory } = this.request;
    let read = 0;
    const onBytes = (bytes: number): void => {
      read += bytes;
      this.watch.onProgress({ step: 'verifying', bytes: read, of: this.bytes });
    };
    const options = { signal: this.watch.signal, onBytes };
    try {
      requireNone(await problemsOf(directory, manifest, options, (file) => file.in === this.id), this.id);
      for (const { path, bytes, in: id } of manifest.files)
        if (id !== this.id && (await stat(join(directory.folderOf(id), path))).size !== bytes)
          requireNone([{ path, problem: 'has another size' }], id);
    } catch (error) {
      await directory.remove(this.id);
      throw error;
    }
  }
}

/** A disk that is lost would take both, and each backup would hold those before it. */
export function requireApart(path: string, { dataDir }: Pick<Settings, 'dataDir'>): void {
  if (relative(dataDir, path).startsWith('..')) return;
  throw new BackupError(
    'BACKUP_NOT_POSSIBLE',
    `${path} is in the data directory ${dataDir}: name a directory elsewhere, on another disk or machine if possible.`,
  );
}

/** Nothing is to be built on such a one; `--verify` tells of it. */
function withoutDamaged(error: unknown): undefined {
  if (!(error instanceof BackupError)) throw error;
  return undefined;
}

async function receiverOf(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'receiver.id'), 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
