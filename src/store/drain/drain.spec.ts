import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { dependantSignals } from '../../../test/support/dependant-signals';
import { testJobs } from '../../platform/jobs/testing/test-jobs';
import type { PendingRanges } from '../pending-ranges/pending-ranges';
import type { Spool } from '../../receive/spool/spool';
import { TemporarySpool } from '../../receive/spool/testing/temporary-spool';
import type { ReceiverReports } from '../receivers/receiver-reports';
import type { DeliveryStore } from './delivery-store';
import { Drain } from './drain';
import { DrainCounters } from './drain-counters';

describe('Drain', () => {
  const files = new TemporarySpool();
  const jobs = testJobs();
  const counters = new DrainCounters();
  const inserted: number[] = [];
  let spool: Spool;

  beforeAll(async () => {
    spool = await files.open();
    const insert = (records: readonly unknown[]): Promise<void> => {
      inserted.push(records.length);
      return Promise.resolve();
    };
    new Drain(
      spool,
      { insert } as unknown as DeliveryStore,
      { add: () => Promise.resolve() } as unknown as PendingRanges,
      counters,
      { announce: () => Promise.resolve() } as unknown as ReceiverReports,
      jobs,
      pino({ enabled: false }),
    );
    jobs.onApplicationBootstrap();
  });

  afterAll(async () => {
    await jobs.beforeApplicationShutdown();
    await files.dispose();
  });

  const receive = (id: number) =>
    spool.store({
      ...{ account: 'default', receivedAt: Date.now(), occurrence: 0n },
      body: Buffer.from(`{"event_type":"user.created","data":{"id":${id}}}`),
    });

  it('stores few deliveries that come steadily once a second, and each of them', async () => {
    const startedAt = performance.now();
    for (let id = 1; id <= 40; id += 1) {
      await receive(id);
      await sleep(50);
    }
    while (counters.deliveries < 40) await sleep(20);
    expect(inserted.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(inserted.length).toBeLessThanOrEqual(1 + (performance.now() - startedAt) / 1_000);
  });

  it('leaves nothing in its own signal, which is as old as the process, of all that it waits for', async () => {
    const read = jest.spyOn(spool, 'read');
    const before = counters.deliveries;
    const isEnough = () => read.mock.calls.length >= 30 && counters.deliveries > before;
    for (let times = 0; times < 60 || !isEnough(); times += 1) {
      await receive(times);
      await sleep(15);
    }
    expect(dependantSignals(jobs.stopping)).toBe(0);
    expect(getEventListeners(jobs.stopping, 'abort').length).toBeLessThanOrEqual(1);
  });
});
