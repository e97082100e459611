import type { Spool } from '../../receive/spool/spool';
import { TemporarySpool } from '../../receive/spool/testing/temporary-spool';
import { WaitingDeliveries } from './waiting-deliveries';

const RECEIVED = Date.parse('2026-03-05T12:00:00Z');

function entryOf(createdAt: string) {
  const data = { id: 1, body: 'Hello', created_at: createdAt, sender_type: 'user', sender: { id: 1 } };
  const body = Buffer.from(JSON.stringify({ event_type: 'message.created', data }));
  return { account: 'default', receivedAt: RECEIVED, occurrence: 0n, body };
}

describe('the deliveries that wait in the spool', () => {
  let temporary: TemporarySpool;
  let spool: Spool;
  const inIso = (times: number[] | undefined) =>
    times?.map((time) => new Date(time).toISOString().slice(0, 10));

  beforeEach(async () => {
    temporary = new TemporarySpool();
    spool = await temporary.open();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  it('are reported by the times of their events, read by the drain or not, until they are acknowledged', async () => {
    const waiting = new WaitingDeliveries(spool);
    expect(await waiting.times()).toEqual([]);
    await spool.store(entryOf('2026-03-01T10:00:00Z'));
    await spool.store(entryOf('2026-03-02T10:00:00Z'));
    const batch = await spool.read({ maxRecords: 1, maxBytes: 1 << 20 });
    expect(inIso(await waiting.times())).toEqual(['2026-03-01', '2026-03-02']);
    await spool.acknowledge(batch);
    expect(inIso(await waiting.times())).toEqual(['2026-03-02']);
    const rest = await spool.read({ maxRecords: 10, maxBytes: 1 << 20 });
    expect(rest.records).toHaveLength(1);
    await spool.acknowledge(rest);
    expect(await waiting.times()).toEqual([]);
  });

  it('are reported as well where an earlier process left them', async () => {
    await spool.store(entryOf('2026-03-01T10:00:00Z'));
    await spool.close();
    spool = await temporary.open();
    expect(inIso(await new WaitingDeliveries(spool).times())).toEqual(['2026-03-01']);
  });

  it('are all seen by whoever asks after they were accepted, while others are being answered', async () => {
    const waiting = new WaitingDeliveries(spool);
    await spool.store(entryOf('2026-03-01T10:00:00Z'));
    const first = waiting.times();
    await Promise.resolve();
    await spool.store(entryOf('2026-03-02T10:00:00Z'));
    const both = await Promise.all([waiting.times(), waiting.times()]);
    for (const times of both) expect(inIso(times)).toEqual(['2026-03-01', '2026-03-02']);
    expect(inIso(await first)?.[0]).toBe('2026-03-01');
  });

  it('may be of any time where they are very many, or cannot be read', async () => {
    const stats = (pendingRecords: number) => () => ({ ...spool.stats(), pendingRecords });
    const unreadable = () => Promise.reject(new Error('the disk is gone'));
    const many = new WaitingDeliveries({ stats: stats(1_000_000), waiting: () => spool.waiting() });
    const broken = new WaitingDeliveries({ stats: stats(1), waiting: unreadable });
    expect([await many.times(), await broken.times()]).toEqual([undefined, undefined]);
  });
});
