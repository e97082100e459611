import pino from 'pino';
import type { Spool } from '../../receive/spool/spool';
import { drain, entry, TemporarySpool } from '../../receive/spool/testing/temporary-spool';
import { testJobs } from '../../platform/jobs/testing/test-jobs';
import { DrainCounters } from './drain-counters';
import { LagAlarmJob } from './lag-alarm.job';

const NOON = Date.UTC(2026, 0, 31, 12);
const SECOND = 1000;

describe('LagAlarmJob', () => {
  let temporary: TemporarySpool;
  let spool: Spool;
  let counters: DrainCounters;
  let job: LagAlarmJob;
  let logged: Record<string, unknown>[];
  let passed: number;

  const startJob = () => {
    const write = (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>);
    job = new LagAlarmJob(spool, counters, { lagAlarmMs: 60 * SECOND }, testJobs(), pino({}, { write }));
  };
  const store = (number: number, receivedAt: number) => spool.store(entry(number, { receivedAt }));
  const lookAt = (milliseconds: number) => {
    passed = milliseconds;
    job.watchLag();
  };
  const drainAll = async () => {
    counters.deliveries += (await drain(spool)).length;
  };

  beforeEach(async () => {
    passed = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => NOON + passed);
    jest.spyOn(performance, 'now').mockImplementation(() => passed);
    temporary = new TemporarySpool();
    spool = await temporary.open();
    counters = new DrainCounters();
    logged = [];
    startJob();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await temporary.dispose();
  });

  it('says nothing while nothing waits, or nothing waits longer than the threshold', async () => {
    lookAt(3600 * SECOND);
    await store(1, NOON + passed);
    lookAt(3660 * SECOND);
    expect(logged).toEqual([]);
  });

  it('tells how much waits and how long, every five minutes while it lasts, and when it is over', async () => {
    counters.deliveries = 7;
    await store(1, NOON);
    await store(2, NOON + 30 * SECOND);
    lookAt(61 * SECOND);
    lookAt(62 * SECOND);
    const { pendingBytes } = spool.stats();
    expect(pendingBytes).toBeGreaterThan(0);
    expect(logged).toMatchObject([{ level: 40, deliveries: 2, bytes: pendingBytes, oldestSeconds: 61 }]);

    await store(3, NOON + passed);
    lookAt(360 * SECOND);
    expect(logged).toHaveLength(1);
    lookAt(361 * SECOND);
    expect(logged.slice(1)).toMatchObject([{ level: 40, deliveries: 3, oldestSeconds: 361 }]);

    await drainAll();
    lookAt(381 * SECOND);
    lookAt(382 * SECOND);
    expect(logged.slice(2)).toMatchObject([{ level: 30, lastedSeconds: 320, drained: 3 }]);
  });

  it('is over only when the lag is well below the threshold', async () => {
    await store(1, NOON);
    lookAt(61 * SECOND);
    await drainAll();
    await store(2, NOON + 30 * SECOND);
    lookAt(61 * SECOND);
    expect(logged).toHaveLength(1);
    lookAt(91 * SECOND);
    expect(logged).toHaveLength(1);
    await drainAll();
    lookAt(92 * SECOND);
    expect(logged).toHaveLength(2);
  });

  it('does not count the time in which the service did not run, but tells it', async () => {
    await store(1, NOON - 3600 * SECOND);
    lookAt(60 * SECOND);
    expect(logged).toEqual([]);
    lookAt(61 * SECOND);
    expect(logged).toMatchObject([{ level: 40, oldestSeconds: 3661 }]);
  });

  it('takes no alarm from a clock that was set back', async () => {
    await store(1, NOON + 3600 * SECOND);
    lookAt(61 * SECOND);
    expect(logged).toEqual([]);
  });
});
