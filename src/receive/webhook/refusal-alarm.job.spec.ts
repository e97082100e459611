import pino from 'pino';
import { testJobs } from '../../platform/jobs/testing/test-jobs';
import { RefusalAlarmJob } from './refusal-alarm.job';
import { RefusalLosses } from './refusal-losses';
import { WebhookCounters } from './webhook-counters';

const DISK_LOW = { code: 'SPOOL_DISK_LOW', text: 'The free disk space is under its floor.' };

describe('RefusalAlarmJob', () => {
  let counters: WebhookCounters;
  let losses: RefusalLosses;
  let job: RefusalAlarmJob;
  let logged: Record<string, unknown>[];

  const refuse = (times: number) => {
    for (let time = 0; time < times; time += 1) counters.countSinkRefusal(DISK_LOW);
  };
  const lines = () =>
    logged.map(({ level, reason, times, sinceStart }) => [level, reason, times, sinceStart]);

  beforeEach(() => {
    jest.useFakeTimers();
    counters = new WebhookCounters();
    logged = [];
    const write = (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>);
    losses = new RefusalLosses();
    job = new RefusalAlarmJob(counters, losses, testJobs(), pino({}, { write }));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says nothing while nothing is refused', () => {
    job.reportRefusals();
    job.onApplicationShutdown();
    expect(logged).toEqual([]);
  });

  it('knows how many were refused, and when the last one was', () => {
    expect(losses.current).toEqual({ refused: 0, lastRefusedAt: null });
    refuse(2);
    job.reportRefusals();
    const at = Date.now();
    jest.advanceTimersByTime(5_000);
    job.reportRefusals();
    expect(losses.current).toEqual({ refused: 2, lastRefusedAt: at });
  });

  it('tells at once, then at most once a minute, and in the end of each refusal once', () => {
    refuse(2);
    job.reportRefusals();
    refuse(1000);
    jest.advanceTimersByTime(59_999);
    job.reportRefusals();
    expect(lines()).toEqual([[50, 'SPOOL_DISK_LOW', 2, 2]]);

    jest.advanceTimersByTime(1);
    job.reportRefusals();
    refuse(3);
    job.reportRefusals();
    expect(lines().slice(1)).toEqual([[50, 'SPOOL_DISK_LOW', 1000, 1002]]);

    job.onApplicationShutdown();
    expect(lines().slice(2)).toEqual([[50, 'SPOOL_DISK_LOW', 3, 1005]]);
    expect(logged[0]?.['msg']).toContain(DISK_LOW.text);
  });

  it('tells of each reason by itself, and warns of those that a sender may be to blame for', () => {
    refuse(1);
    job.reportRefusals();
    counters.countSinkRefusal({ code: 'SPOOL_BACKLOG_FULL', text: 'Full.' });
    counters.refused.GAVE_WAY += 4;
    counters.refused.BODY_TOO_LARGE += 5;
    counters.refused.INVALID_SIGNATURE += 6;
    job.reportRefusals();
    expect(lines().slice(1)).toEqual([
      [50, 'SPOOL_BACKLOG_FULL', 1, 1],
      [40, 'GAVE_WAY', 4, 4],
      [40, 'BODY_TOO_LARGE', 5, 5],
    ]);
  });
});
