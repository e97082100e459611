import { SEGMENT_HEADER_BYTES } from './segment-header';
import type { Spool } from './spool';
import { FaultyFiles, systemError } from './testing/faulty-files';
import { overwrite } from './testing/segment-bytes';
import { drain, entry, filesIn, numberOf, range, storeAll, TemporarySpool } from './testing/temporary-spool';

const LIMITS = { maxRecords: 1_000, maxBytes: 1 << 20 };

describe('Reading a spool', () => {
  let temporary: TemporarySpool;
  let spool: Spool;

  beforeEach(async () => {
    temporary = new TemporarySpool();
    spool = await temporary.open();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  it('waits for the next record', async () => {
    const { nextSequence } = spool.stats();
    const reading = spool.read(LIMITS);
    await storeAll(spool, [7]);
    const batch = await reading;
    expect(batch.records.map(numberOf)).toEqual([7]);
    expect(batch).toMatchObject({ firstSequence: nextSequence, lastSequence: nextSequence });
  });

  it('waits no longer than its signal lets it, and can be begun again', async () => {
    const abort = new AbortController();
    const reading = spool.read({ ...LIMITS, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await storeAll(spool, [1]);
    expect((await spool.read(LIMITS)).records.map(numberOf)).toEqual([1]);
  });

  it('ends with the spool', async () => {
    const reading = spool.read(LIMITS);
    await Promise.all([expect(reading).rejects.toMatchObject({ code: 'SPOOL_CLOSED' }), spool.close()]);
  });

  it('gives no more than asked for, but at least one record', async () => {
    await storeAll(spool, range(0, 10));
    expect((await spool.read({ maxRecords: 3, maxBytes: 1 << 20 })).records.map(numberOf)).toEqual([0, 1, 2]);
    expect((await spool.read({ maxRecords: 100, maxBytes: 1 })).records.map(numberOf)).toEqual([3]);
    const two = (await spool.read({ maxRecords: 2, maxBytes: 1 << 20 })).bytes;
    const exactly = await spool.read({ maxRecords: 100, maxBytes: two });
    expect(exactly.records.map(numberOf)).toEqual([6, 7]);
    expect(exactly.bytes).toBe(two);
  });

  it('takes acknowledgements in the order of reading only', async () => {
    await storeAll(spool, range(0, 4));
    const first = await spool.read({ ...LIMITS, maxRecords: 2 });
    const second = await spool.read(LIMITS);
    const code = 'SPOOL_OUT_OF_ORDER';
    await expect(spool.acknowledge(second)).rejects.toMatchObject({ code });
    expect(spool.stats().pendingRecords).toBe(4);
    await spool.acknowledge(first);
    await expect(spool.acknowledge(first)).rejects.toMatchObject({ code });
    await spool.acknowledge(second);
    expect(spool.stats()).toMatchObject({ pendingRecords: 0, pendingBytes: 0 });
  });

  it('is for one at a time', async () => {
    const reading = spool.read(LIMITS);
    await expect(spool.read(LIMITS)).rejects.toMatchObject({ code: 'SPOOL_OUT_OF_ORDER' });
    await storeAll(spool, [1]);
    await reading;
  });

  it('tells since when the oldest record has been pending', async () => {
    expect(spool.stats().oldestPendingReceivedAt).toBeUndefined();
    await storeAll(spool, range(0, 3));
    expect(spool.stats().oldestPendingReceivedAt).toBe(entry(0).receivedAt);
    const batch = await spool.read({ ...LIMITS, maxRecords: 2 });
    expect(spool.stats().oldestPendingReceivedAt).toBe(entry(0).receivedAt);
    await spool.acknowledge(batch);
    expect(spool.stats().oldestPendingReceivedAt).toBe(entry(2).receivedAt);
    await spool.acknowledge(await spool.read(LIMITS));
    expect(spool.stats().oldestPendingReceivedAt).toBeUndefined();
    await storeAll(spool, [9]);
    expect(spool.stats().oldestPendingReceivedAt).toBe(entry(9).receivedAt);
  });

  it('skips bytes that went bad after they were confirmed, and keeps them in quarantine', async () => {
    await storeAll(spool, range(0, 3));
    const [file = ''] = filesIn(temporary.directory, '.segment');
    overwrite(file, SEGMENT_HEADER_BYTES + 60, (bytes) => bytes.fill(0xff));
    expect((await drain(spool)).map(numberOf)).toEqual([1, 2]);
    expect(filesIn(`${temporary.directory}/quarantine`, `-${SEGMENT_HEADER_BYTES}.bytes`)).toHaveLength(1);
  });

  it('goes on with what comes after confirmed bytes that turned into zeros', async () => {
    await storeAll(spool, range(0, 3));
    const [file = ''] = filesIn(temporary.directory, '.segment');
    const used = spool.stats().pendingBytes;
    overwrite(file, SEGMENT_HEADER_BYTES, (bytes) => bytes.fill(0), used);
    expect(await drain(spool)).toEqual([]);
    await storeAll(spool, [3]);
    expect((await drain(spool)).map(numberOf)).toEqual([3]);
    expect(spool.stats().quarantined).toBe(1);
  });

  it('fails when the disk cannot read, skips nothing, and goes on when it can', async () => {
    const files = new FaultyFiles();
    const other = await temporary.open({ files, directory: `${temporary.directory}-other` });
    await storeAll(other, range(0, 3));
    files.fault = (operation) => (operation === 'read' ? systemError('EIO') : undefined);
    await expect(other.read(LIMITS)).rejects.toMatchObject({ code: 'EIO' });
    files.fault = () => undefined;
    expect((await drain(other)).map(numberOf)).toEqual([0, 1, 2]);
  });
});
