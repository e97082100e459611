import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatorError } from '../simulator-error';
import type { Delivery } from './deliveries';
import type { WebhookAnswer } from './webhook-client';
import { WebhookClient } from './webhook-client';

export interface SendOptions {
  readonly url: URL;
  /** The secret that signs the deliveries of an account. */
  readonly secretOf: (account: string) => string;
  /** Deliveries under way at once, each on a connection of its own. Default 16. */
  readonly concurrency?: number;
  /** Deliveries a second; default: as fast as it goes. */
  readonly rate?: number | undefined;
  /** How long one delivery is tried again, milliseconds. Default two minutes. */
  readonly retryFor?: number;
  /** Whoever aborts it wants no more of them sent. */
  readonly stop?: AbortSignal | undefined;
  /** The same object each time, as it changes. */
  readonly onProgress?: (progress: SendProgress) => void;
}

export interface SendProgress {
  /** Deliveries that the service answered with 2xx. */
  accepted: number;
  /** Answers that asked to come again (429 and 5xx). */
  refused: number;
  /** Tries without an answer. */
  failed: number;
  /** Deliveries not accepted yet. */
  left: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Sends each delivery until the service accepts it, as SignalZen does not: nothing is lost on the way. Answers
 * when all are accepted, or it is stopped. With `concurrency: 1` they come in the order given.
 * @throws SimulatorError `DELIVERY_REFUSED` on an answer that another try will not change,
 *   `DELIVERY_FAILED` when one delivery has been tried for `retryFor`
 */
export async function sendDeliveries(
  deliveries: readonly Delivery[],
  options: SendOptions,
): Promise<SendProgress> {
  const { url, concurrency = 16, rate, stop } = options;
  const progress = { accepted: 0, refused: 0, failed: 0, left: deliveries.length };
  const pace = new Pace(rate);
  const client = new WebhookClient(url, concurrency);
  const queue = deliveries.values();
  let hasEnded = false;
  const isStopped = () => hasEnded || stop?.aborted === true;

  const work = async (): Promise<void> => {
    for (const delivery of queue) {
      await pace.next();
      if (isStopped()) return;
      await deliver(delivery, client, { ...options, isStopped, progress });
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    hasEnded = true;
    client.close();
  }
  return progress;
}

interface DeliverOptions extends SendOptions {
  readonly progress: SendProgress;
  readonly isStopped: () => boolean;
}

async function deliver(delivery: Delivery, client: WebhookClient, options: DeliverOptions): Promise<void> {
  const { progress, secretOf, retryFor = 120_000, onProgress, isStopped } = options;
  const giveUpAt = performance.now() + retryFor;
  for (let pause = FIRST_PAUSE_MS; !isStopped(); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const outcome = await attempt(delivery, client, secretOf(delivery.account));
    if (outcome instanceof Error) progress.failed += 1;
    else if (outcome.status >= 200 && outcome.status < 300) {
      progress.accepted += 1;
      progress.left -= 1;
      onProgress?.(progress);
      return;
    } else if (outcome.status === 429 || outcome.status >= 500) progress.refused += 1;
    else throw refused(outcome);
    onProgress?.(progress);
    if (performance.now() > giveUpAt) throw gaveUp(outcome, retryFor);
    await sleep(pauseAfter(outcome, pause));
  }
}

async function attempt(
  delivery: Delivery,
  client: WebhookClient,
  secret: string,
): Promise<WebhookAnswer | Error> {
  try {
    return await client.post(delivery.body, secret);
  } catch (error) {
    return error instanceof Error ? error : new Error('the request failed', { cause: error });
  }
}

/** What the service asks for, else a pause that grows; spread, so that not all come again at once. */
function pauseAfter(outcome: WebhookAnswer | Error, pause: number): number {
  const asked = outcome instanceof Error ? undefined : outcome.retryAfter;
  if (asked !== undefined) return Math.min(asked, LONGEST_RETRY_AFTER_MS) + Math.random() * FIRST_PAUSE_MS;
  return pause * (0.5 + Math.random() / 2);
}

function refused({ status, text }: WebhookAnswer): SimulatorError {
  return new SimulatorError(
    'DELIVERY_REFUSED',
    `The service refused a delivery with ${status}, and will again: ${text.slice(0, 200)}`,
  );
}

function gaveUp(outcome: WebhookAnswer | Error, retryFor: number): SimulatorError {
  const [last, cause] =
    outcome instanceof Error ? [outcome.message, outcome] : [`the answer was ${outcome.status}`, undefined];
  return new SimulatorError(
    'DELIVERY_FAILED',
    `A delivery was not accepted within ${retryFor / 1000} s; the last time: ${last}`,
    { cause },
  );
}

/** Lets so many through a second: evenly, and never more to make up for a pause of over a second. */
class Pace {
  #nextAt = performance.now();

  /** @param perSecond `undefined`: as fast as it goes */
  constructor(private readonly perSecond: number | undefined) {}

  async next(): Promise<void> {
    if (this.perSecond === undefined) return;
    const now = performance.now();
    const at = Math.max(this.#nextAt, now - 1000);
    this.#nextAt = at + 1000 / this.perSecond;
    if (at > now) await sleep(at - now);
  }
}
