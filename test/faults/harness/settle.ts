import { setTimeout as sleep } from 'node:timers/promises';
import { dataOf, untilRolledUp } from '../../support/graphql-client';
import { digestOf } from './digest';
import { judge } from './judge';
import { within } from './within';
import type { Stage } from './stage';

const SECOND_MS = 1000;
/** For the first delivery after a fault to be stored, and for the lag to become 0. */
const TIMEOUT_SECONDS = 180;
/** For a new event once the lag is 0. */
const NEW_EVENT_SECONDS = 10;
/** For the roll-ups to catch up, which nobody promises a time for. */
const ROLL_UP_SECONDS = 600;
/** What is tried again every second would be heard in this time. */
const QUIET_MS = 1500;
const ALL_MESSAGES =
  '{ stats(from: "2000-01-01", to: "2100-01-01", granularity: TOTAL) { messagesVisitor } }';

export interface SettleOptions {
  /** See {@link judge}. */
  readonly mayMiss?: (digest: string, nonce: string) => boolean;
  /** When the fault ended, on the monotonic clock; now, unless given. */
  readonly endedAt?: number;
}

/**
 * The fault is over. Sends deliveries until one is acknowledged, waits until it is stored and the lag is 0, and
 * demands: what the judge demands; a new event within ten seconds; numbers that count each message once; and all
 * that without a restart of the service.
 */
export async function settle(
  stage: Stage,
  { mayMiss, endedAt = performance.now() }: SettleOptions,
): Promise<void> {
  const { tally, service } = stage;
  await service.untilRunning();
  const stored = await within(TIMEOUT_SECONDS * SECOND_MS, () => stage.stored);
  if (!stored) throw new Error('The embedded ClickHouse did not start.');
  const restartsBefore = service.restarts;
  const seconds = (since: number) => (performance.now() - since) / SECOND_MS;

  if (!(await isStoredWithin(stage, TIMEOUT_SECONDS))) {
    tally.problems.push(`no new event arrived in ${TIMEOUT_SECONDS} s after the fault`);
  }
  tally.addRecovery(seconds(endedAt));
  if (!(await within(TIMEOUT_SECONDS * SECOND_MS, () => isDrained(stage)))) {
    tally.problems.push(`the spool did not drain in ${TIMEOUT_SECONDS} s`);
  }
  const askedAt = performance.now();
  if (!(await isStoredWithin(stage, NEW_EVENT_SECONDS))) {
    tally.problems.push(`with nothing left to drain, a new event took ${seconds(askedAt).toFixed(1)} s`);
  }
  // Asked again when it fails: a ClickHouse that was tormented may still fall over once.
  const found = await within(TIMEOUT_SECONDS * SECOND_MS, () => stored.all());
  if (!found) throw new Error('What is stored could not be read.');
  tally.addVerdict(judge(stage.ledger.read(), found, mayMiss));
  await compareNumbers(stage);
  await listenForComplaints(stage);
  if (service.restarts > restartsBefore) tally.problems.push('the service needed a restart to go on');
}

/** Sends deliveries until one is acknowledged, and waits until that one is there. */
export async function isStoredWithin({ sender, stored }: Stage, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * SECOND_MS;
  const left = () => end - performance.now();
  const sent = await within(left(), async () => {
    const made = sender.bodies.message(10);
    return (await sender.send(made)) === 'ACKNOWLEDGED' && made;
  });
  if (!sent) return false;
  const digest = digestOf(sent.body);
  return (await within(left(), () => stored.has(digest))) === true;
}

async function isDrained({ url }: Stage): Promise<boolean> {
  const { freshness } = await dataOf<{ freshness: { eventsSpooled: number } }>(
    url,
    '{ freshness { eventsSpooled } }',
  );
  return freshness.eventsSpooled === 0;
}

/** The roll-ups must count each message that is stored, once. */
async function compareNumbers({ url, stored, tally }: Stage): Promise<void> {
  await untilRolledUp(url, ROLL_UP_SECONDS);
  const numbers = await within(TIMEOUT_SECONDS * SECOND_MS, async () => {
    const { stats } = await dataOf<{ stats: { messagesVisitor: number }[] }>(url, ALL_MESSAGES);
    return { counted: stats[0]?.messagesVisitor ?? 0, expected: await stored.messages() };
  });
  if (!numbers) throw new Error('The numbers could not be read.');
  const { counted, expected } = numbers;
  if (counted !== expected)
    tally.problems.push(`the numbers say ${counted} visitors' messages, stored are ${expected}`);
}

/** A service that has recovered has nothing left to complain about. */
async function listenForComplaints({ service, tally }: Stage): Promise<void> {
  const { running } = service;
  const since = new Date().toISOString();
  await sleep(QUIET_MS);
  const complaint = running.lastLines.find((line) => {
    const { level = '', time = '' } = said(line);
    return time > since && ['warn', 'error', 'fatal'].includes(level);
  });
  if (complaint !== undefined) tally.problems.push(`the service still complains: ${complaint}`);
}

function said(line: string): { level?: string; time?: string } {
  try {
    return JSON.parse(line) as { level?: string; time?: string };
  } catch {
    return {};
  }
}
