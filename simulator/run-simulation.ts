import { setTimeout as sleep } from 'node:timers/promises';
import type { Screen } from '../src/platform/terminal/progress-line';
import type { StandInApi } from './api/stand-in-api';
import { challengeWebhook } from './delivery/challenge';
import type { Delivery, WorldDelivery } from './delivery/deliveries';
import { ProgressDisplay } from './delivery/progress-display';
import { sendDeliveries } from './delivery/send-deliveries';
import { writeScript } from './script';
import { serveApiDuring } from './serve-api';
import type { Simulation } from './simulation';
import { compareStats } from './verification/compare-stats';
import { expectationTable } from './verification/comparison-table';
import { NO_STATS, askStats } from './verification/stats-query';
import { refuseExistingData } from './verification/refuse-existing-data';
import { verifyStats } from './verification/verify-stats';
import { waitUntilCounted } from './verification/wait-until-counted';
import { expectedMeasures } from './world/expected-measures';
import { generateWorld } from './world/generate-world';
import type { World } from './world/model';
import { rangeOf } from './world/world-options';
import { countsByType, lostForGood } from './delivery/lose-deliveries';
import type { Scope } from './verification/comparable-measures';
import { commandLine } from '../src/platform/command-line';

/**
 * Plays SignalZen against a running service: the challenge, the deliveries of a made-up world, the API over it, and
 * the question whether the service counted what happened. Answers whether it did (true as well if nobody asks,
 * false if it was stopped before that was known).
 * @throws SimulatorError
 */
export async function runSimulation(simulation: Simulation, screen: Screen): Promise<boolean> {
  const world = generateWorld(simulation.world);
  const { api, secret, webhookUrl, losses, verification } = simulation;
  if (api === undefined) return play(world, simulation, screen);
  const needsService = losses !== 'all' || verification !== undefined;
  const playBesideApi = async (standIn: StandInApi, mayBeRead: () => void) => {
    if (needsService) await waitForService(webhookUrl, screen, api.stop);
    return play(world, simulation, screen, { standIn, mayBeRead });
  };
  return serveApiDuring(playBesideApi, world, { ...api, secret, screen });
}

const BACKFILL_NOTE = `By itself the service reads the chats of the last two days from the API, within the hour. It reads all of them now if
you run this in another terminal, with the same settings:
  ${commandLine('backfill')}
`;

interface Api {
  readonly standIn: StandInApi;
  readonly mayBeRead: () => void;
}

async function play(world: World, simulation: Simulation, screen: Screen, api?: Api): Promise<boolean> {
  const { isQuiet, losses, verification } = simulation;
  const { deliveries, lost, knowledge, scope } = writeScript(world, simulation, api?.standIn);
  if (!isQuiet) screen.write(describeWorld(world, deliveries.length) + describeLosses(lost, scope));
  const question = verification && { ...verification, ...rangeOf(world.options) };
  // What the service reads before this question would count as held before, and what it has yet to count as added.
  if (question !== undefined) await waitUntilCounted(question);
  const before = question && (await askStats(question));
  if (simulation.untouched !== undefined) await refuseExistingData(simulation.untouched);
  api?.mayBeRead();
  if (losses !== 'all') await send(deliveries, simulation, screen);
  if (api !== undefined) screen.write(BACKFILL_NOTE);
  const expected = () => expectedMeasures(world, { knowledge });
  if (question === undefined || before === undefined) {
    const rows = compareStats(expected(), [NO_STATS, NO_STATS], scope);
    screen.write(`GraphQL should now have counted in that range:\n${expectationTable(rows)}`);
    return true;
  }
  return verifyStats({ question, before, expected, scope, within: question.within, isQuiet }, screen);
}

function describeWorld({ options }: World, deliveries: number): string {
  const { seed, idOffset, chats, until } = options;
  const { from } = rangeOf(options);
  return (
    `Seed ${seed} (ids above ${idOffset}): ${chats} chats, ${deliveries} deliveries, ` +
    `${new Date(from).toISOString()} to ${new Date(until).toISOString()}\n`
  );
}

/** The challenge comes first, as it does when a webhook is added in SignalZen's Console. */
async function send(
  deliveries: readonly Delivery[],
  { webhookUrl: url, secret, sending, isQuiet }: Simulation,
  screen: Screen,
): Promise<void> {
  await challengeWebhook(url, secret);
  const display = isQuiet ? undefined : new ProgressDisplay(screen);
  const sent = await sendDeliveries(deliveries, {
    ...sending,
    url,
    secretOf: () => secret,
    onProgress: (progress) => display?.update(progress),
  });
  display?.finish(sent);
}

/** What got lost on the way, and what that means for a comparison; nothing if nothing did. */
function describeLosses(lost: readonly WorldDelivery[], { isLinked, areRatingsTold }: Scope): string {
  if (lost.length === 0) return '';
  const counts = [...countsByType(lost)].map(([type, count]) => `${count} ${type}`).join(', ');
  const lines = [`Never sent: ${lost.length} deliveries (${counts}).`];
  const forGood = isLinked ? lostForGood(lost) : lost;
  if (forGood.length > 0) {
    const types = [...countsByType(forGood).keys()].join(', ');
    lines.push(`Nothing gives these back, and they are not expected: ${types}.`);
  }
  if (isLinked && !areRatingsTold) {
    lines.push('Ratings are not compared: the API gives their values, but not when they were given.');
  }
  return lines.map((line) => `${line}\n`).join('');
}

const ASK_EVERY_MS = 500;
const ANSWER_WITHIN_MS = 5_000;

/** Waits for as long as it takes until the service is ready to receive, and says once that it waits. */
async function waitForService(webhookUrl: URL, screen: Screen, stop: AbortSignal): Promise<void> {
  for (let isFirst = true; !stop.aborted && !(await isReady(webhookUrl)); isFirst = false) {
    if (isFirst)
      screen.write(`Waiting for the service at ${webhookUrl.origin}: start it with that setting.\n`);
    await sleep(ASK_EVERY_MS);
  }
}

async function isReady(webhookUrl: URL): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch(new URL('/readyz', webhookUrl), { signal })).ok;
  } catch {
    return false;
  }
}
