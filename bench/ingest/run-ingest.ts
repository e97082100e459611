import { BenchError } from '../support/bench-error';
import { median } from '../support/median';
import { Workshop } from '../support/workshop';
import { startBareReceiver } from './bare-receiver';
import { startHandWrittenReceiver } from './hand-written-receiver';
import { measureReceiver } from './measure-receiver';
import type { Measured } from './measure-receiver';
import { ingestReport } from './ingest-report';
import { measureServiceAlone } from './service-alone';
import type { ServiceAlone, ServiceAloneOptions } from './service-alone';
import { startService } from './service-receiver';
import type { ServiceAftermath } from './service-receiver';

/** More than any of them manages: a stock of requests that is used up ends a load early. */
const MAX_PER_SECOND = { fast: 60_000, slow: 8_000 };

export interface IngestOptions extends ServiceAloneOptions {
  readonly rounds: number;
  /** Where the data directories are made. */
  readonly dir: string;
  /** Folder for a CPU profile of the service for each round; `undefined` for none. */
  readonly profile: string | undefined;
}

/** The three receivers, measured one after the other. */
export interface Round {
  readonly bare: Measured<undefined>;
  readonly service: Measured<ServiceAftermath>;
  readonly handWritten: Measured<undefined>;
}

/**
 * Measures the receivers in turn, for some rounds, and prints what came out.
 * @throws BenchError when a delivery was refused, or the service lost, doubled or changed one
 */
export async function runIngest(options: IngestOptions): Promise<void> {
  const workshop = await Workshop.open(options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const rounds: Round[] = [];
  let alone: ServiceAlone;
  try {
    while (rounds.length < options.rounds) {
      console.error(`round ${rounds.length + 1} of ${options.rounds} …`);
      rounds.push(await runRound(workshop, options));
    }
    const perSecond = median(rounds.map(({ service }) => service.load.requestsPerSecond));
    alone = await measureServiceAlone(workshop, perSecond, options);
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
  console.log(ingestReport(rounds, alone, options));
}

async function runRound(workshop: Workshop, options: IngestOptions): Promise<Round> {
  const { profile } = options;
  const nodeOptions = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const { fast, slow } = MAX_PER_SECOND;
  return {
    bare: await measureReceiver(workshop, () => startBareReceiver(workshop), fast, options),
    service: await measureReceiver(workshop, () => startService(workshop, nodeOptions), fast, options),
    handWritten: await measureReceiver(workshop, () => startHandWrittenReceiver(workshop), slow, options),
  };
}
