import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from '../support/built-program';
import { ask } from '../support/graphql-client';
import { runBuiltCommand } from '../support/run-built-command';
import { temporaryDataDir } from '../support/running-service';

const DAY = 86_400_000;
/** Of no other service: a demo must read none of them. */
const SETTINGS = { DATA_DIR: '/nowhere', SIGNALZEN_API_SECRET: 'too short', PORT: 'none' };

describe('A demo', () => {
  let parent: Awaited<ReturnType<typeof temporaryDataDir>>;
  let demo: ChildProcess | undefined;
  const lines: string[] = [];

  beforeAll(async () => {
    parent = await temporaryDataDir();
  });
  afterAll(async () => {
    demo?.kill('SIGINT');
    await parent.remove();
  });

  /** Resolves with the match of the first line that has one. */
  async function says(text: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = lines.map((line) => text.exec(line)).find((one) => one !== null);
      if (match) return match;
      if (demo?.exitCode !== null) throw new Error(`the demo ended:\n${lines.join('\n')}`);
      await sleep(50);
    }
  }

  const start = (directory: string, chats: string) => {
    lines.length = 0;
    const options = ['--directory', directory, '--chats', chats, '--port', '43117'];
    demo = spawn(process.execPath, [...builtProgram('demo'), ...options], {
      env: { PATH: process.env['PATH'], ...SETTINGS },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [demo.stdout, demo.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
    return demo;
  };

  it('shows a year to whoever opens its link, goes on, stops at Ctrl-C, and removes itself', async () => {
    const directory = join(parent.path, 'demo');
    const running = start(directory, '300');
    const [, origin = '', token = ''] = await says(/(http:\/\/127\.0\.0\.1:\d+)\/#sign-in=(\S+)$/);
    await says(/^Chats go on/);
    const range = `from: "${new Date(Date.now() - 400 * DAY).toISOString()}", to: "${new Date(Date.now() + DAY).toISOString()}"`;
    const question = `{
      stats(${range}, granularity: TOTAL) { chatsStarted firstResponses messagesOperator }
      annotations(${range}) { text }
      live { episodesWaiting }
    }`;
    interface Answer {
      readonly stats: { chatsStarted: number; firstResponses: number; messagesOperator: number }[];
      readonly annotations: object[];
      readonly live: { episodesWaiting: number };
    }
    const seen = async () => {
      const { data } = await ask<Answer>(origin, question, { authorization: `Bearer ${token}` });
      if (data === undefined) throw new Error('the token of the link is not known');
      return data;
    };
    let answer = await seen();
    while ((answer.stats[0]?.chatsStarted ?? 0) < 280 || answer.live.episodesWaiting === 0) {
      await sleep(200);
      answer = await seen();
    }
    expect(answer.stats[0]?.firstResponses).toBeGreaterThan(100);
    expect(answer.annotations).toHaveLength(3);

    const busy = await runBuiltCommand('demo', ['--directory', directory, '--clean'], {});
    expect(busy).toMatchObject({ code: 1, said: expect.stringContaining('in use') as string });
    running.kill('SIGINT');
    await once(running, 'close');
    expect(running.exitCode).toBe(0);
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
    await runBuiltCommand('demo', ['--directory', directory, '--clean'], {});
    expect(existsSync(directory)).toBe(false);
  });

  it('leaves no service behind when its terminal is closed', async () => {
    const directory = join(parent.path, 'closed');
    const running = start(directory, '20');
    await says(/#sign-in=/);
    running.kill('SIGHUP');
    await once(running, 'exit');
    const clean = () => runBuiltCommand('demo', ['--directory', directory, '--clean'], {});
    const end = Date.now() + 60_000;
    while ((await clean()).code !== 0 && Date.now() < end) await sleep(250);
    expect(existsSync(directory)).toBe(false);
  });
});
