import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../support/bench-error';
import { quantile } from '../support/quantile';
import type { ServiceApi } from '../support/service-api';
import { messageOfNow, newId, senderOf, sendSigned } from './send-signed';

const PER_SECOND = 1_000;
const SECONDS = 30;
const CONNECTIONS = 64;
const MESSAGES_PER_VISITOR = 10;
const BETWEEN_QUESTIONS_MS = 100;
const TIMEOUT_MS = 180_000;
const HOUR_MS = 3_600_000;

/** From the acknowledgement of a delivery until `stats` counts it. */
export interface CountingDelay {
  readonly deliveries: number;
  readonly perSecond: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
}

/**
 * Sends 1,000 deliveries a second for 30 s and asks for their number all the while. Which of them are counted is not
 * asked: it is taken that those acknowledged first are.
 * @throws BenchError when one is refused, or their number is not that of the acknowledged ones in the end
 */
export async function measureCountingDelay(api: ServiceApi, origin: string): Promise<CountingDelay> {
  console.error(`sending ${PER_SECOND} deliveries a second for ${SECONDS} s …`);
  const before = await messagesCounted(api);
  const deliveries = PER_SECOND * SECONDS;
  const acknowledgedAt: number[] = [];
  const countedAt: number[] = [];
  const startedAt = performance.now();
  const sending = sendAll(origin, deliveries, acknowledgedAt);
  // Whatever fails first is reported; the other must not fail unheard.
  sending.catch(() => undefined);
  const end = startedAt + SECONDS * 1000 + TIMEOUT_MS;
  while (countedAt.length < deliveries) {
    const counted = (await messagesCounted(api)) - before;
    const now = performance.now();
    while (countedAt.length < counted) countedAt.push(now);
    if (now > end) throw new BenchError(`Of ${deliveries} deliveries ${counted} are counted.`);
    await Promise.race([sleep(BETWEEN_QUESTIONS_MS), sending.then(() => sleep(BETWEEN_QUESTIONS_MS))]);
  }
  await sending;
  if (countedAt.length !== deliveries) {
    throw new BenchError(`${countedAt.length} deliveries are counted, and ${deliveries} were sent.`);
  }
  const delays = acknowledgedAt.map((at, place) => ((countedAt[place] ?? NaN) - at) / 1000);
  const sentFor = ((acknowledgedAt.at(-1) ?? NaN) - startedAt) / 1000;
  return {
    deliveries,
    perSecond: deliveries / sentFor,
    p50Seconds: quantile(delays, 0.5),
    p99Seconds: quantile(delays, 0.99),
  };
}

/** Each when it is due, or when a connection is free. */
async function sendAll(origin: string, deliveries: number, acknowledgedAt: number[]): Promise<void> {
  const agent = senderOf(CONNECTIONS);
  const firstId = newId();
  const startedAt = performance.now();
  const answers: Promise<void>[] = [];
  try {
    while (answers.length < deliveries) {
      const due = Math.min(deliveries, ((performance.now() - startedAt) / 1000) * PER_SECOND);
      while (answers.length < due) {
        const place = answers.length;
        const visitor = firstId + (place % (deliveries / MESSAGES_PER_VISITOR));
        const answer = sendSigned(agent, origin, messageOfNow(firstId + place, visitor)).then(() => {
          acknowledgedAt.push(performance.now());
        });
        answer.catch(() => undefined);
        answers.push(answer);
      }
      await sleep(1);
    }
    await Promise.all(answers);
  } finally {
    agent.destroy();
  }
}

async function messagesCounted(api: ServiceApi): Promise<number> {
  const now = Date.now();
  const { stats } = await api.ask<{ stats: { messagesVisitor: number }[] }>(
    `query ($from: DateTime!, $to: DateTime!) {
       stats(from: $from, to: $to, granularity: TOTAL) { messagesVisitor }
     }`,
    // Whole days at both ends, so that nothing leaves the range while it is asked for.
    { from: new Date(now - (now % (24 * HOUR_MS)) - 48 * HOUR_MS), to: new Date(now + HOUR_MS) },
  );
  return stats[0]?.messagesVisitor ?? 0;
}
