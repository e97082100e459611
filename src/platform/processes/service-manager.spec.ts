import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { ServiceManager } from './service-manager';

/** Stands in for systemd's own, which is not everywhere, and takes the options that systemd 252 (Debian 12) has. */
const NOTIFY = `#!/bin/sh
for one; do case "$one" in --ready | --status=* | [A-Z]*=*) ;; *) exit 1 ;; esac; done
printf "%s|" "$@" >> "$TOLD"; echo >> "$TOLD"
`;
const WATCHDOG_MS = 300;

describe('A service that systemd started', () => {
  const before = { ...process.env };
  let folder: string;
  let told: string;
  const lines = () => (existsSync(told) ? readFileSync(told, 'utf8').split('\n').filter(Boolean) : []);
  const untilTold = async (text: string) => {
    while (!lines().some((line) => line.includes(text))) await sleep(5);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'signalzen-notify-'));
    told = join(folder, 'told');
    writeFileSync(join(folder, 'systemd-notify'), NOTIFY);
    chmodSync(join(folder, 'systemd-notify'), 0o755);
    Object.assign(process.env, {
      ...{ PATH: `${folder}:${before['PATH']}`, TOLD: told },
      ...{ NOTIFY_SOCKET: join(folder, 'socket'), WATCHDOG_USEC: String(1000 * WATCHDOG_MS) },
    });
  });
  afterEach(() => {
    process.env = { ...before };
    rmSync(folder, { recursive: true });
  });

  it('says that it is ready, well while its health answers, and about to stop', async () => {
    let status = 200;
    const server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const manager = new ServiceManager(pino({ enabled: false }));
    manager.ready(url);
    await untilTold('WATCHDOG=1|');
    expect(lines()[0]).toBe(`--ready|--status=ready at ${url}|`);
    status = 503;
    let asked = 0;
    server.on('request', () => (asked += 1));
    while (asked < 2) await sleep(5);
    const wellBefore = lines().filter((line) => line === 'WATCHDOG=1|').length;
    while (asked < 4) await sleep(5);
    expect(lines().filter((line) => line === 'WATCHDOG=1|')).toHaveLength(wellBefore);
    manager.stopping();
    await untilTold('STOPPING=1|');
    server.close();
  });

  it('says nothing where nobody waits for it', async () => {
    delete process.env['NOTIFY_SOCKET'];
    delete process.env['WATCHDOG_USEC'];
    const manager = new ServiceManager(pino({ enabled: false }));
    manager.ready('http://127.0.0.1:9');
    manager.stopping();
    await sleep(0);
    expect(lines()).toEqual([]);
  });
});
