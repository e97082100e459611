import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { ListeningSocket } from './listening-socket';

const LISTENS = `require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;

describe('The socket on which a process listens', () => {
  let child: ChildProcess;
  let port: number;

  beforeEach(async () => {
    const listening = spawn(process.execPath, ['-e', LISTENS], { stdio: ['ignore', 'pipe', 'ignore'] });
    child = listening;
    const [line] = (await once(createInterface({ input: listening.stdout }), 'line')) as [string];
    port = Number(line);
  });

  afterEach(async () => {
    const ended = child.exitCode !== null || child.signalCode !== null || once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });

  it('is found by the process, and there until that ends, whoever takes the port then', async () => {
    const socket = ListeningSocket.of(child.pid ?? 0);
    expect(socket?.port).toBe(port);
    expect(socket?.isThere()).toBe(true);

    child.kill('SIGKILL');
    await once(child, 'exit');
    const other = createServer();
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
    expect(socket?.isThere()).toBe(false);
    expect(ListeningSocket.of(child.pid ?? 0)).toBeUndefined();
    await new Promise((closed) => other.close(closed));
  });

  it('is not one that is connected, nor one of another address', async () => {
    const elsewhere = createServer();
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.2', listening));
    expect(ListeningSocket.of(process.pid)).toBeUndefined();
    await new Promise((closed) => elsewhere.close(closed));
  });
});
