import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drainedName, segmentName } from '../../receive/spool/segment-names';
import { SpoolSnapshot } from './spool-snapshot';

const SINCE = 1_000;

describe('A snapshot of a spool', () => {
  let folder: string;
  let snapshot: SpoolSnapshot;
  const pending = (id: bigint) => segmentName(id);
  const drained = (segmentId: bigint, drainedAt = SINCE) =>
    drainedName({
      ...{ segmentId, drainedAt, records: 1, firstSequence: 1, lastSequence: 1, latestReceivedAt: 1 },
    });
  const write = (name: string) => {
    writeFileSync(join(folder, name), Buffer.alloc(8_192));
  };
  const names = async () => (await snapshot.segments()).map(({ name }) => name).sort();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
    snapshot = new SpoolSnapshot(folder, join(folder, 'work'), SINCE);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has what waits, and what was drained of late, and nothing else', async () => {
    for (const name of [pending(1n), drained(2n), drained(3n, SINCE - 1), 'quarantine.txt']) write(name);
    await snapshot.look();
    expect(await names()).toEqual([pending(1n), drained(2n)].sort());
  });

  it('keeps what is drained and removed between two looks, and of the others the latest file', async () => {
    for (const id of [1n, 2n]) write(pending(id));
    await snapshot.look();
    rmSync(join(folder, pending(1n)));
    renameSync(join(folder, pending(2n)), join(folder, drained(2n)));
    write(pending(3n));
    await snapshot.look();
    expect(await names()).toEqual([pending(1n), drained(2n), pending(3n)].sort());
    await snapshot.remove();
  });

  it('takes of a segment that is being written what is whole, and all of one that is drained', async () => {
    for (const name of [pending(1n), drained(2n)]) write(name);
    await snapshot.look();
    const ends = (await snapshot.segments()).map(({ name, end }) => [name, end]);
    expect(new Map(ends as [string, number | undefined][])).toEqual(
      new Map([
        [pending(1n), 4_096],
        [drained(2n), undefined],
      ]),
    );
  });

  it('is empty where there is no spool', async () => {
    snapshot = new SpoolSnapshot(join(folder, 'none'), join(folder, 'work'), SINCE);
    await snapshot.look();
    expect(await names()).toEqual([]);
  });
});
