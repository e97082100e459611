import type { SpoolOptions } from './spool-options';
import { FaultyFiles } from './testing/faulty-files';
import { ManualClock } from './testing/manual-clock';
import { drain, entry, range, storeAll, TemporarySpool } from './testing/temporary-spool';

describe('A spool refuses deliveries', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  const open = (options: Partial<SpoolOptions>) => temporary.open(options);

  it('never without a reason', async () => {
    const spool = await open({});
    expect(spool.refusal()).toBeUndefined();
  });

  it('while more is pending than allowed, also after a restart', async () => {
    const spool = await open({ maxPendingBytes: 1_000 });
    await storeAll(spool, range(0, 20));
    expect(spool.refusal()?.code).toBe('SPOOL_BACKLOG_FULL');
    const again = await open({ maxPendingBytes: 1_000, directory: temporary.copy('killed') });
    expect(again.refusal()?.code).toBe('SPOOL_BACKLOG_FULL');
    await drain(again);
    expect(again.refusal()).toBeUndefined();
  });

  it('while the disk has less room than the floor, as looked up once a second', async () => {
    const files = new FaultyFiles();
    const clock = new ManualClock(0);
    let free = 10_000;
    files.fault = (operation) => (operation === 'free-bytes' ? free : undefined);
    const spool = await open({ files, clock, minFreeBytes: 5_000 });
    expect(spool.refusal()).toBeUndefined();
    free = 4_999;
    expect(spool.refusal()).toBeUndefined();
    clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(spool.refusal()?.code).toBe('SPOOL_DISK_LOW');
    free = 5_000;
    clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(spool.refusal()).toBeUndefined();
  });

  it('while too much waits in memory for the disk, and rejects what comes all the same', async () => {
    const spool = await open({ maxWaitingBytes: 2_000 });
    const stored = Promise.allSettled(range(0, 100).map((number) => spool.store(entry(number))));
    expect(spool.stats().waitingBytes).toBeLessThanOrEqual(2_000);
    const outcomes = await stored;
    const rejected = outcomes.filter(({ status }) => status === 'rejected');
    expect(rejected.length).toBeGreaterThan(50);
    expect(rejected[0]).toMatchObject({ reason: { code: 'SPOOL_MEMORY_FULL' } });
    expect(spool.stats()).toMatchObject({ waitingBytes: 0, pendingRecords: 100 - rejected.length });
    expect(spool.refusal()).toBeUndefined();
  });

  it('when it closes', async () => {
    const spool = await open({});
    const closed = spool.close();
    expect(spool.refusal()?.code).toBe('SPOOL_CLOSING');
    await closed;
  });
});
