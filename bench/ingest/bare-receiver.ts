import { BENCH_SECRET, START_WITHIN_MS } from '../support/bench-defaults';
import { processorSeconds } from '../support/processes';
import type { Workshop } from '../support/workshop';
import { portIn } from './receiver';
import type { Receiver } from './receiver';

/** Node's HTTP server: signature, JSON, nothing kept. */
export async function startBareReceiver(workshop: Workshop): Promise<Receiver<undefined>> {
  const program = workshop.startOwn('bare-server', { secret: BENCH_SECRET });
  return {
    port: await program.says(portIn, START_WITHIN_MS),
    path: '/webhooks/signalzen',
    lastWords: () => program.lastWords,
    processorSeconds: () => processorSeconds(program.pid),
    afterwards: () => Promise.resolve(undefined),
    stop: () => workshop.stop(program),
  };
}
