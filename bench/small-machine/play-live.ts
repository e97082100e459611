import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import type { SendOptions } from '../../simulator/delivery/send-deliveries';
import { LiveFeed } from '../../simulator/demo/live-feed';
import { NO_STATS } from '../../simulator/verification/stats-query';
import { verifyStats } from '../../simulator/verification/verify-stats';
import { expectedMeasures } from '../../simulator/world/expected-measures';
import { rangeOf } from '../../simulator/world/world-options';
import { webhookPathOfAccount } from '../../src/receive/webhook/webhook-path';
import { questionsAbout } from '../query/questions';
import type { Question } from '../query/questions';
import { BENCH_SECRET } from '../support/bench-defaults';
import type { BuiltService } from '../support/built-service';
import { clickhouseIn } from '../support/clickhouse-client';
import { megabytes, whole } from '../support/figures';
import { ServiceApi } from '../support/service-api';
import type { LiveWorld } from './live-world';
import { takeSample } from './sample';
import type { Sample, Sampled } from './sample';
import type { Course } from './small-machine-report';

/** Apart from what was stored before. */
export const LIVE_ACCOUNT = 'live';
const SAMPLE_EVERY_MS = 30_000;
/** Somebody always looks at the page. */
const ASK_EVERY_MS = 5_000;
const COUNTED_WITHIN_MS = 300_000;
const WARN = 40;

/** How deliveries of the live account are sent. */
export function liveOptions({ origin }: BuiltService): SendOptions {
  return { url: new URL(webhookPathOfAccount(LIVE_ACCOUNT), origin), secretOf: () => BENCH_SECRET };
}

/** Hands each delivery on when what it tells of happens, asks and looks meanwhile, and compares at the end. */
export async function playLive(
  of: Pick<Sampled, 'service' | 'dataDir' | 'group'>,
  { world, during }: LiveWorld,
  samplesFile: string | undefined,
): Promise<{ samples: readonly Sample[]; course: Course }> {
  const { service } = of;
  const complaints: string[] = [];
  service.program.watch((line) => {
    if (isComplaint(line)) complaints.push(line);
  });
  const api = new ServiceApi(service);
  await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
  const sampled = { ...of, api, client: clickhouseIn(of.dataDir) };
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const total = { accepted: 0, refused: 0, failed: 0 };
  const look = async () => {
    const sample = await takeSample(sampled, (performance.now() - startedAt) / 1000, total.accepted);
    samples.push(sample);
    if (samplesFile !== undefined) appendFileSync(samplesFile, `${JSON.stringify(sample)}\n`);
    console.error(progressOf(sample, during.length, complaints.length));
  };
  const over = new AbortController();
  const feed = new LiveFeed(async (due) => {
    const { accepted, refused, failed } = await sendDeliveries(due, {
      ...liveOptions(service),
      concurrency: 1,
    });
    total.accepted += accepted;
    total.refused += refused;
    total.failed += failed;
  });
  feed.add(during);
  const reader = new Reader(
    api,
    await questionsAbout(api, { deliveries: 0, fromMs: 0, untilMs: Date.now() }),
  );
  const repeat = async (everyMs: number, work: () => Promise<void>) => {
    while (!over.signal.aborted) {
      await work();
      await sleep(everyMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
  };
  const beside = [repeat(SAMPLE_EVERY_MS, look), repeat(ASK_EVERY_MS, () => reader.askNext())];
  const fed = feed.run(over.signal, () => {
    over.abort();
  });
  await Promise.all([fed, ...beside]);
  await look();
  const doNumbersAgree = await compare(service, world);
  await sampled.client.close();
  const { times: questions, unanswered } = reader;
  const { accepted: sent, refused, failed } = total;
  return { samples, course: { sent, refused, failed, doNumbersAgree, complaints, questions, unanswered } };
}

/** Asks one question after the other, from the beginning again when all were asked. */
class Reader {
  readonly times = new Map<string, number[]>();
  readonly unanswered: string[] = [];
  private asked = 0;

  constructor(
    private readonly api: ServiceApi,
    private readonly questions: readonly Question[],
  ) {}

  async askNext(): Promise<void> {
    const question = this.questions[this.asked++ % this.questions.length];
    if (question === undefined) return;
    const { label, query, from, to, zone } = question;
    const later = Date.now() - to.getTime();
    const moved = { from: new Date(from.getTime() + later), to: new Date(to.getTime() + later) };
    const startedAt = performance.now();
    try {
      await this.api.ask(query, { ...moved, ...(query.includes('$zone') ? { zone } : {}) });
      const times = this.times.get(label) ?? [];
      this.times.set(label, [...times, performance.now() - startedAt]);
    } catch (error) {
      this.unanswered.push(`${label}: ${String(error).slice(0, 200)}`);
    }
  }
}

/** Shows both; what the simulator knows of its world is the truth. */
function compare({ origin, token }: BuiltService, world: LiveWorld['world']): Promise<boolean> {
  const knowledge = { isDelivered: () => true, isReadable: () => false, areChatsNamed: true };
  const verification = {
    question: {
      graphqlUrl: new URL('/graphql', origin),
      token,
      account: LIVE_ACCOUNT,
      ...rangeOf(world.options),
    },
    before: NO_STATS,
    expected: () => expectedMeasures(world, { knowledge }),
    scope: { isLinked: true, areRatingsTold: true },
    within: COUNTED_WITHIN_MS,
    isQuiet: true,
  };
  return verifyStats(verification, process.stderr);
}

function isComplaint(line: string): boolean {
  const level = /^\{"level":(\d+|"(\w+)")/.exec(line);
  if (level === null) return true;
  return level[2] === undefined ? Number(level[1]) >= WARN : !['info', 'debug', 'trace'].includes(level[2]);
}

function progressOf(sample: Sample, all: number, complaints: number): string {
  const { seconds, accepted, memory, anonymous, parts, pending } = sample;
  return (
    `${whole(seconds)} s: ${whole(accepted)} of ${whole(all)} sent, ${whole(pending)} to be counted, memory ` +
    `${megabytes(memory)}, ${megabytes(anonymous)} of it not of files, ${whole(parts)} parts, ${complaints} complaints`
  );
}
