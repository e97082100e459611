import { createServer } from 'node:net';
import { once } from 'node:events';
import { interruption } from '../src/operate/cli/interruption';
import { DemoDirectory } from './demo/demo-directory';
import { demoCommand } from './demo/demo-options';
import type { DemoOptions } from './demo/demo-options';
import { DemoService } from './demo/demo-service';
import { runDemo } from './demo/run-demo';
import { SimulatorError } from './simulator-error';

const PORTS_TRIED = 20;

/** @throws SimulatorError `DEMO_FAILED` */
async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED && port <= 65_535; port++) {
    const server = createServer();
    const isFree = await new Promise<boolean>((known) => {
      server.once('error', () => {
        known(false);
      });
      server.listen(port, '127.0.0.1', () => {
        known(true);
      });
    });
    if (!isFree) continue;
    const address = server.address();
    server.close();
    await once(server, 'close');
    return typeof address === 'object' && address !== null ? address.port : port;
  }
  throw new SimulatorError('DEMO_FAILED', `No port from ${first} on is free: choose one with --port.`);
}

export const command = demoCommand().action((options: DemoOptions) =>
  options.clean === true ? clean(options) : run(options),
);

async function clean({ directory }: DemoOptions): Promise<void> {
  const isRemoved = await DemoDirectory.remove(directory);
  process.stdout.write(isRemoved ? `Removed: ${directory}\n` : `There is no demo in ${directory}.\n`);
}

async function run(options: DemoOptions): Promise<void> {
  const stop = interruption();
  const directory = DemoDirectory.open(options.directory, Date.now());
  const { seed, until, isFilled } = directory.state;
  const { stdout: screen } = process;
  screen.write(`Starting a service with made-up data in ${directory.path} …\n`);
  const service = await DemoService.start(directory, await freePortFrom(options.port));
  try {
    screen.write(`\n  The page: ${service.pageUrl}\n\n`);
    if (!isFilled) screen.write('A year of two accounts comes in, its last weeks first:\n');
    const year = { seed, until, chats: options.chats };
    await Promise.race([runDemo({ directory, service, year, screen }, stop), service.untilItEnds()]);
  } finally {
    await service.stop();
    screen.write('The demo has stopped.\n');
  }
  // What was interrupted may still wait for something.
  process.exit();
}
