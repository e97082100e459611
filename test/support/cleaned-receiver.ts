import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/read-settings';
import type { Settings } from '../../src/platform/config/settings';
import { createLog } from '../../src/platform/logging/log';
import { SegmentMove } from '../../src/receive/spool/segment-move';
import type { Spool } from '../../src/receive/spool/spool';
import { filesIn, TemporarySpool } from '../../src/receive/spool/testing/temporary-spool';
import { DrainedFiles } from '../../src/store/cleaning/drained-files';
import { FileCleaning } from '../../src/store/cleaning/file-cleaning';
import { SegmentCleaner } from '../../src/store/cleaning/segment-cleaner';
import { OwnIdentity } from '../../src/store/receivers/own-identity';
import { embeddedDirectStore, rollUpAll } from './embedded-stores';
import { SECRET, TOKEN } from './running-service';
import type { TemporaryClickHouse } from './temporary-clickhouse';

/** A receiver with its data directory, on a real ClickHouse, and what cleans its files. */
export class CleanedReceiver {
  readonly temporary = new TemporarySpool();
  readonly archive = join(this.temporary.root, 'archive');
  private readonly settings: Settings = readSettings({
    DATA_DIR: this.temporary.root,
    SPOOL_ARCHIVE_DIR: this.archive,
    SIGNALZEN_API_SECRET: SECRET,
    API_TOKEN: TOKEN,
  });
  private opened: Spool | undefined;
  private cleaning: FileCleaning | undefined;

  constructor(private readonly server: TemporaryClickHouse) {}

  get spool(): Spool {
    if (this.opened === undefined) throw new Error('it has not been started');
    return this.opened;
  }

  /** Starts it, or starts it again. */
  async start(): Promise<void> {
    await this.opened?.close();
    this.opened = await this.temporary.open();
    const { clickhouse } = this.server;
    const files = new DrainedFiles(this.opened, this.settings);
    const cleaner = new SegmentCleaner(clickhouse);
    this.cleaning = new FileCleaning(
      clickhouse,
      this.opened,
      files,
      cleaner,
      new OwnIdentity(this.settings),
      this.settings,
      createLog('fatal'),
    );
  }

  /** Accepts deliveries. */
  async receive(...bodies: readonly object[]): Promise<void> {
    for (const body of bodies) {
      const entry = { account: 'default', receivedAt: Date.now(), occurrence: 0n };
      await this.spool.store({ ...entry, body: Buffer.from(JSON.stringify(body)) });
    }
  }

  /** Brings what was accepted into ClickHouse, and computes it. */
  async drain(): Promise<void> {
    while (this.spool.stats().pendingRecords > 0) {
      const batch = await this.spool.read({ maxRecords: 1_000, maxBytes: 1 << 20 });
      await embeddedDirectStore(this.server).put(batch.records);
      await this.spool.acknowledge(batch);
    }
    await rollUpAll(this.server);
  }

  /** Accepts deliveries, and has them in drained segments of their own. */
  async keep(...bodies: readonly object[]): Promise<void> {
    await this.start();
    await this.receive(...bodies);
    await this.start();
    await this.drain();
  }

  /** Moves all drained segments into the archive. */
  async archiveAll(): Promise<void> {
    for (const { segmentId } of this.spool.drainedSegments())
      await this.spool.moveOut(segmentId, new SegmentMove(this.archive));
  }

  pass(): Promise<string> {
    if (this.cleaning === undefined) throw new Error('it has not been started');
    return this.cleaning.pass();
  }

  /** The folder of the data directory, made if need be. */
  folder(...names: readonly string[]): string {
    const folder = join(this.temporary.root, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  archivedFiles(): string[] {
    return filesIn(this.archive, '.drained');
  }

  /** Every byte of its data directory. */
  bytesOnDisk(): string {
    return readdirSync(this.temporary.root, { withFileTypes: true, recursive: true })
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
      .join('\n');
  }
}
