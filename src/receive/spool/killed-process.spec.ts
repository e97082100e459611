import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { drain, numberOf, TemporarySpool } from './testing/temporary-spool';

const RUNNER = join(__dirname, '..', '..', '..', 'test', 'support', 'run-typescript.mjs');

/** Starts a process that appends endlessly, kills it after that many confirmations, and resolves with all of them. */
async function confirmedUntilKilled(directory: string, first: number, count: number): Promise<number[]> {
  const program = [RUNNER, join(__dirname, 'testing', 'append-until-killed.ts')];
  const child = spawn(process.execPath, [...program, directory, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    lines += text.split('\n').length - 1;
    if (lines >= count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // The last line may have been cut off by the kill.
  return output.split('\n').slice(0, -1).map(Number);
}

describe('A process that is killed in the middle of appending', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  it('leaves everything it confirmed, each record once, over several kills and restarts', async () => {
    const confirmed: number[] = [];
    for (const [round, count] of [1, 700, 3_000].entries()) {
      confirmed.push(...(await confirmedUntilKilled(temporary.directory, round * 1_000_000, count)));
    }
    expect(confirmed.length).toBeGreaterThan(3_700);
    const spool = await temporary.open();
    const records = await drain(spool);
    const found = records.map(numberOf);
    const present = new Set(found);
    expect(present.size).toBe(found.length);
    const missing = confirmed.filter((number) => !present.has(number));
    expect(missing).toEqual([]);
    for (const record of records) {
      const { text } = JSON.parse(record.body.toString()) as { text: string };
      expect(text).toHaveLength(numberOf(record) % 700);
    }
    expect(temporary.messages('error')).toEqual([]);
  });
});
