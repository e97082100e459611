import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import { askForRollUp, generateDeliveries } from '../query/generate-deliveries';
import { waitForMerges } from '../query/wait-for-merges';
import { waitForRollUp } from '../query/wait-for-roll-up';
import { evenTime } from '../query/weekly-rhythm';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';
import { startBuiltService } from '../support/built-service';
import { clickhouseIn } from '../support/clickhouse-client';
import { whole } from '../support/figures';
import { ServiceApi } from '../support/service-api';
import { Workshop } from '../support/workshop';
import { ControlGroup } from './control-group';
import { forgetPages, limitedProgram } from './limited-program';
import { LIVE_ACCOUNT, liveOptions, playLive } from './play-live';
import { liveWorld } from './live-world';
import type { LiveWorld } from './live-world';
import { problemsOf, smallMachineReport } from './small-machine-report';

const SETTINGS = { [`SIGNALZEN_API_SECRET_${LIVE_ACCOUNT.toUpperCase()}`]: BENCH_SECRET };
const MEBIBYTE = 2 ** 20;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** For the service to be started again. */
const UNTIL_LIVE_MS = 60_000;

export interface SmallMachineOptions {
  readonly minutes: number;
  readonly perSecond: number;
  /** MiB. */
  readonly memory: number;
  /** About so many of each of so many days before are stored already. */
  readonly perDay: number;
  readonly days: number;
  /** A file for all samples, one on each line. */
  readonly samples: string | undefined;
  readonly dir: string;
}

/** Holds the packed service to what a small machine has, sends it a website's chats, and prints how that went. */
export async function runSmallMachine(options: SmallMachineOptions): Promise<void> {
  const limits = { memoryBytes: options.memory * MEBIBYTE, processors: 1 };
  const group = ControlGroup.open(`signalzen-bench-${process.pid}`, limits);
  let workshop: Workshop | undefined;
  const interrupt = () => void workshop?.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    workshop = await Workshop.open(options.dir);
    const program = await limitedProgram(workshop, group);
    const dataDir = await workshop.newFolder('data');
    const live = await fillBefore(workshop, dataDir, options);
    forgetPages(dataDir);
    const service = await startBuiltService(workshop, dataDir, [], SETTINGS, program);
    const { samples, course } = await playLive({ service, dataDir, group }, live, options.samples);
    console.log(smallMachineReport(samples, course, limits));
    if (problemsOf(samples, course, limits).length > 0) process.exitCode = 1;
  } catch (error) {
    throw workshop?.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop?.close();
    group.close();
  }
}

/** What the service holds already when it gets onto the small machine: here nothing is limited. */
async function fillBefore(
  workshop: Workshop,
  dataDir: string,
  { perDay, days, minutes, perSecond }: SmallMachineOptions,
): Promise<LiveWorld> {
  const service = await startBuiltService(workshop, dataDir, [], SETTINGS);
  await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
  const api = new ServiceApi(service);
  const client = clickhouseIn(dataDir);
  if (perDay > 0) {
    const untilMs = Date.now();
    const time = evenTime(untilMs - days * DAY_MS, untilMs);
    await askForRollUp(client, await generateDeliveries(client, perDay * days, time, untilMs));
    await waitForRollUp(api);
    await waitForMerges(client);
  }
  const fromMs = Date.now() + UNTIL_LIVE_MS;
  const live = liveWorld(LIVE_ACCOUNT, fromMs, fromMs + minutes * 60 * SECOND_MS, perSecond);
  console.error(`sending ${whole(live.before.length)} deliveries of the hour before …`);
  await sendDeliveries(live.before, liveOptions(service));
  await waitForRollUp(api);
  await client.close();
  await workshop.stop(service.program);
  return live;
}
