import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../logging/log';
import { connectionFileIn } from './connection-file';
import { EmbeddedClickHouse, EmbeddedClickHouseStopped } from './embedded-clickhouse';

describe('The start of the embedded server', () => {
  let dataDir: string;
  let answered: boolean;
  let server: EmbeddedClickHouse;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'start-'));
    answered = false;
    const onAnswering = (): void => {
      answered = true;
    };
    const log = createLog('fatal');
    server = new EmbeddedClickHouse({
      ...{
        dataDir,
        database: 'test',
        readerPassword: undefined,
        memoryBytes: undefined,
        log,
        onAnswering,
        onUnusable: () => undefined,
      },
    });
  });

  afterEach(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('is tried again when the disk does not let it, before or after the engine has come up', async () => {
    // A folder where a file should be fails like a full disk: first when read, then when replaced.
    const file = connectionFileIn(dataDir);
    mkdirSync(file, { recursive: true });
    const started = server.start();
    await sleep(300);
    expect(answered).toBe(false);
    mkdirSync(`${file}.next`);
    rmdirSync(file);
    await sleep(1500);
    expect(answered).toBe(false);
    rmdirSync(`${file}.next`);
    await started;
    expect(answered).toBe(true);
  });

  it.each([0, 50, 150, 400])('ends when it is stopped after %i ms, come up or not', async (milliseconds) => {
    const started = server.start();
    await sleep(milliseconds);
    const outcome = started.then(
      () => 'answered',
      (error: unknown) => error,
    );
    await server.stop();
    const end = await outcome;
    if (end !== 'answered') expect(end).toBeInstanceOf(EmbeddedClickHouseStopped);
    expect(server.pid).toBeUndefined();
  });
});
