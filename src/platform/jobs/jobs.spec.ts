import { SchedulerRegistry } from '@nestjs/schedule';
import pino from 'pino';
import type { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { Jobs } from './jobs';

describe('The jobs of the service', () => {
  let registry: SchedulerRegistry;
  let databaseIsReady: () => void;
  let databaseIsRefused: (error: Error) => void;
  let jobs: Jobs;
  let begun: string[];

  const add = (name: string, endOfRun: Promise<void> = Promise.resolve()) => {
    const run = () => {
      begun.push(name);
      return endOfRun;
    };
    return { name, everyMs: 3_600_000, run, failure: 'failed' };
  };
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    registry = new SchedulerRegistry();
    const ready = new Promise<void>((resolve, reject) => {
      databaseIsReady = resolve;
      databaseIsRefused = reject;
    });
    const connection = { ready: () => ready } as unknown as ClickHouseConnection;
    jobs = new Jobs(registry, connection, pino({ enabled: false }));
    begun = [];
  });

  it('start when the database is ready, or at once if they do not need it, and are listed in the registry', async () => {
    jobs.add(add('rollUp'));
    jobs.addWithoutDatabase(add('watch'));
    expect(begun).toEqual([]);
    jobs.onApplicationBootstrap();
    await soon();
    expect(begun).toEqual(['watch']);
    expect(registry.getIntervals()).toEqual(['watch']);
    databaseIsReady();
    await soon();
    expect(begun).toEqual(['watch', 'rollUp']);
    expect(registry.getIntervals()).toEqual(['watch', 'rollUp']);
    await jobs.beforeApplicationShutdown();
    expect(registry.getIntervals()).toEqual([]);
  });

  it('do not start when the service stops first, or cannot use the database', async () => {
    jobs.add(add('rollUp'));
    jobs.onApplicationBootstrap();
    databaseIsRefused(new Error('made by a newer version'));
    await soon();
    expect(begun).toEqual([]);
    const others = new Jobs(
      registry,
      { ready: () => soon() } as unknown as ClickHouseConnection,
      pino({ enabled: false }),
    );
    others.add(add('erase'));
    others.onApplicationBootstrap();
    await others.beforeApplicationShutdown();
    await soon();
    await soon();
    expect([begun, registry.getIntervals()]).toEqual([[], []]);
  });

  it('are all told to stop, and waited for', async () => {
    let end = (): void => undefined;
    jobs.addWithoutDatabase(add('watch'));
    jobs.addWithoutDatabase(add('slow', new Promise((resolve) => (end = resolve))));
    jobs.onApplicationBootstrap();
    let isStopped = false;
    expect(jobs.stopping.aborted).toBe(false);
    const stopped = jobs.beforeApplicationShutdown().then(() => (isStopped = true));
    await soon();
    expect([jobs.stopping.aborted, isStopped]).toEqual([true, false]);
    end();
    await stopped;
  });
});
