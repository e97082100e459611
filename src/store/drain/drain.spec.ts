import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { dependantSignals } from '../../../test/support/dependant-signals';
import { testJobs } from '../../platform/jobs/testing/test-jobs';
import type { PendingRanges } from '../pending-ranges/pending-ranges';
import { TemporarySpool } from '../../receive/spool/testing/temporary-spool';
import type { DeliveryStore } from './delivery-store';
import { Drain } from './drain';
import { DrainCounters } from './drain-counters';

describe('Drain', () => {
  it('leaves nothing in its own signal, which is as old as the process, of all that it waits for', async () => {
    const files = new TemporarySpool();
    const spool = await files.open();
    const read = jest.spyOn(spool, 'read');
    const counters = new DrainCounters();
    const jobs = testJobs();
    new Drain(
      spool,
      { insert: () => Promise.resolve() } as unknown as DeliveryStore,
      { add: () => Promise.resolve() } as unknown as PendingRanges,
      counters,
      jobs,
      pino({ enabled: false }),
    );
    jobs.onApplicationBootstrap();
    for (let times = 0; times < 60 || read.mock.calls.length < 30; times += 1) {
      await spool.store({
        ...{ account: 'default', receivedAt: Date.now(), occurrence: 0n },
        body: Buffer.from(`{"event_type":"user.created","data":{"id":${times}}}`),
      });
      await sleep(15);
    }
    expect(counters.deliveries).toBeGreaterThan(0);
    expect(dependantSignals(jobs.stopping)).toBe(0);
    expect(getEventListeners(jobs.stopping, 'abort').length).toBeLessThanOrEqual(1);
    await jobs.beforeApplicationShutdown();
    await files.dispose();
  });
});
