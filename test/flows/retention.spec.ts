import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { range } from '../../src/receive/spool/testing/temporary-spool';
import { KeptSegments } from '../support/kept-segments';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

describe('Kept segments', () => {
  let server: TemporaryClickHouse;
  let segments: KeptSegments;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  afterAll(async () => {
    await server.stop();
  });

  beforeEach(() => {
    segments = new KeptSegments(server);
  });

  afterEach(async () => {
    await segments.dispose();
  });

  it('go when they are old enough and ClickHouse holds them', async () => {
    await segments.make(4);
    await segments.lose(2);
    await segments.jobs({ retentionMs: 1_800_000 }).retention.keepWithinLimits();
    // The second of them; the first lacks a delivery, and the others are young.
    expect(segments.kept).toEqual([1, 21, 31]);
  });

  it('go, the oldest first, when they take more than the budget', async () => {
    await segments.make(4);
    const retentionBytes = segments.spool
      .drainedSegments()
      .slice(2)
      .reduce((sum, { bytes }) => sum + bytes, 0);
    await segments.jobs({ retentionBytes }).retention.keepWithinLimits();
    expect(segments.kept).toEqual([21, 31]);
    await segments.jobs({ retentionBytes }).retention.keepWithinLimits();
    expect(segments.kept).toEqual([21, 31]);
  });

  it('go before deliveries are refused on a full disk, no more of them than needed', async () => {
    await segments.make(4);
    const floor = 2 ** 30;
    const [first, second] = segments.spool.drainedSegments();
    const short = (first?.bytes ?? 0) + (second?.bytes ?? 0) - 1;
    await segments.untilFree(floor + 2 ** 28 - short);
    expect(segments.spool.refusal()).toBeUndefined();
    await segments.jobs({ minFreeBytes: floor }).retention.keepWithinLimits();
    expect(segments.kept).toEqual([21, 31]);
    expect(segments.temporary.messages('warn')).toHaveLength(2);
    expect(segments.temporary.messages('warn')[0]).toContain('the disk is nearly full');
  });

  it('stay on a nearly full disk as long as ClickHouse lacks any of their deliveries', async () => {
    await segments.make(2);
    await segments.lose(...range(1, 100));
    await segments.untilFree(0);
    await segments.jobs().retention.keepWithinLimits();
    expect(segments.kept).toEqual([1, 11]);
  });

  it('go into the archive, where there is one, and stay when it does not take them', async () => {
    await segments.make(2);
    const archiveDir = join(segments.temporary.root, 'archive');
    const { retention } = segments.jobs({ retentionMs: 0, archiveDir });
    segments.files.fault = (operation) =>
      operation === 'make-directory' ? Object.assign(new Error('full'), { code: 'ENOSPC' }) : undefined;
    await expect(retention.keepWithinLimits()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(segments.kept).toEqual([1, 11]);
    await retention.tryArchive();
    expect(segments.temporary.messages('error').join()).toContain('SPOOL_ARCHIVE_DIR cannot be written to');
    segments.files.fault = () => undefined;
    await retention.tryArchive();
    expect(readdirSync(archiveDir)).toEqual([]);
    const names = readdirSync(segments.temporary.directory).filter((name) => name.endsWith('.drained'));
    await retention.keepWithinLimits();
    expect(segments.kept).toEqual([]);
    expect(readdirSync(archiveDir)).toEqual(names);
  });

  it('are not moved for the sake of the disk into an archive that is on it', async () => {
    await segments.make(3);
    await segments.untilFree(0);
    const { retention } = segments.jobs({ archiveDir: join(segments.temporary.root, 'archive') });
    await retention.keepWithinLimits();
    await retention.keepWithinLimits();
    expect(segments.kept).toEqual([11, 21]);
    expect(segments.temporary.messages('error').join()).toContain('makes no room');
  });
});
