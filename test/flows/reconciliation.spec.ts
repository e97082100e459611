import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { overwrite } from '../../src/receive/spool/testing/segment-bytes';
import { filesIn, range } from '../../src/receive/spool/testing/temporary-spool';
import { KeptSegments } from '../support/kept-segments';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

describe('The comparison of kept segments with ClickHouse', () => {
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

  it('are compared and left alone when ClickHouse holds all of them', async () => {
    await segments.make(3);
    expect(await segments.jobs().reconciliation.compareKeptSegments()).toBe('done');
    expect(segments.kept).toEqual([1, 11, 21]);
    expect(segments.results).toMatchObject({
      segmentsCompared: 3,
      segmentsLacking: 0,
      missingDeliveries: 0,
      failures: 0,
    });
    expect(segments.results.lastSuccessAt).toBeGreaterThan(Date.now() - 60_000);
    expect(segments.temporary.messages('info')).toContain('kept segments were compared with ClickHouse');
  });

  it('are drained again, only they, when ClickHouse lacks any of their deliveries', async () => {
    await segments.make(3);
    await segments.lose(14, 17);
    expect(await segments.jobs().reconciliation.compareKeptSegments()).toBe('done');
    expect(segments.kept).toEqual([1, 21]);
    expect(segments.results).toMatchObject({ segmentsLacking: 1, missingDeliveries: 2 });
    await segments.drain();
    expect(await segments.stored()).toEqual(range(1, 31));
  });

  it('are found lacking although a delivery that was kept aside is stored by now', async () => {
    await segments.make(1);
    const { reconciliation } = segments.jobs();
    await segments.keepAside(1);
    await segments.lose(5);
    await reconciliation.compareKeptSegments();
    expect(segments.results).toMatchObject({ segmentsLacking: 1, missingDeliveries: 1 });
  });

  it('are not sent again for a delivery that ClickHouse refuses', async () => {
    await segments.make(1);
    const { reconciliation, retention } = segments.jobs({ retentionMs: 0 });
    await segments.lose(5);
    await segments.keepAside(5);
    expect(await reconciliation.compareKeptSegments()).toBe('done');
    expect(segments.kept).toEqual([1]);
    expect(segments.results.segmentsLacking).toBe(0);
    await retention.keepWithinLimits();
    expect(segments.kept).toEqual([]);
  });

  it.each([
    [
      'went bad',
      (file: string) => {
        overwrite(file, 4096 + 60, (bytes) => bytes.fill(0xff));
      },
      2,
    ],
    [
      'was cut off',
      (file: string) => {
        truncateSync(file, 4096 + 200);
      },
      10,
    ],
  ])(
    'do not come back again and again where a file %s and ClickHouse lacks what stood there: that is in quarantine',
    async (_, spoil, lost) => {
      await segments.make(1);
      spoil(segments.drainedFiles[0] ?? '');
      await segments.lose(1, lost);
      const { reconciliation, retention } = segments.jobs({ retentionMs: 0, retentionBytes: 0 });
      for (const again of range(0, 3)) {
        expect(await reconciliation.compareKeptSegments()).toBe('done');
        await segments.drain();
        expect([again, segments.kept]).toEqual([again, [1]]);
      }
      expect(segments.results.segmentsLacking).toBe(1);
      expect(segments.temporary.messages('error').join()).toContain('the bytes go to quarantine');
      expect(filesIn(join(segments.temporary.directory, 'quarantine'), '.bytes')).toHaveLength(1);
      // All that can still be read of it is in ClickHouse.
      await retention.keepWithinLimits();
      expect(segments.kept).toEqual([]);
    },
  );

  it('stay, and are told, where a file went bad and ClickHouse lacks just what stood there', async () => {
    await segments.make(1);
    overwrite(segments.drainedFiles[0] ?? '', 4096 + 60, (bytes) => bytes.fill(0xff));
    await segments.lose(1);
    const { reconciliation, retention } = segments.jobs({ retentionMs: 0, retentionBytes: 0 });
    expect(await reconciliation.compareKeptSegments()).toBe('done');
    await retention.keepWithinLimits();
    expect(segments.kept).toEqual([1]);
    expect(segments.results.segmentsLacking).toBe(0);
    expect(segments.temporary.messages('error').join()).toContain(
      'damaged where ClickHouse lacks deliveries',
    );
  });

  it('stay, all of them, while ClickHouse cannot be asked, and the comparison is not counted as made', async () => {
    await segments.make(5);
    await segments.withoutServer(async (connection) => {
      const { reconciliation, retention } = segments.jobs({ retentionMs: 0, retentionBytes: 0 }, connection);
      expect(await reconciliation.compareKeptSegments()).toBe('failed');
      await expect(retention.keepWithinLimits()).rejects.toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE' });
    });
    expect(segments.kept).toHaveLength(5);
    expect(segments.results.failures).toBeGreaterThanOrEqual(3);
    expect(segments.results.segmentsCompared).toBe(0);
    expect(segments.results.lastSuccessAt).toBeUndefined();
  });

  it('are compared although the file of one of them cannot be read', async () => {
    await segments.make(3);
    await segments.lose(2, 22);
    const [unreadable = ''] = segments.drainedFiles;
    segments.files.fault = (operation, file) =>
      operation === 'open' && unreadable.endsWith(file)
        ? Object.assign(new Error('EIO'), { code: 'EIO' })
        : undefined;
    expect(await segments.jobs().reconciliation.compareKeptSegments()).toBe('failed');
    expect(segments.results).toMatchObject({ segmentsLacking: 1, failures: 1 });
    expect(segments.results.lastSuccessAt).toBeUndefined();
    segments.files.fault = () => undefined;
    expect(await segments.jobs().reconciliation.compareKeptSegments()).toBe('done');
    await segments.drain();
    expect(await segments.stored()).toEqual(range(1, 31));
  });

  it('come back a few at a time, so that the backlog does not fill up and refuse deliveries', async () => {
    await segments.make(3);
    await segments.lose(...range(1, 100));
    const { reconciliation } = segments.jobs({ maxPendingBytes: 4 * 1_500 });
    const [segment] = segments.spool.drainedSegments();
    expect(segment?.bytes).toBeGreaterThan(1_500);
    const pass = reconciliation.compareKeptSegments();
    const most: number[] = [];
    for (const watched = { done: false }; !watched.done;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      most.push(segments.spool.stats().segments);
      await segments.drain();
      watched.done = segments.spool.drainedSegments().length === 3 && (await segments.stored()).length === 30;
    }
    expect(await pass).toBe('done');
    expect(Math.max(...most)).toBe(1);
  });
});
