import type { Screen } from '../src/platform/terminal/progress-line';
import type { StandInApi } from './api/stand-in-api';
import { challengeWebhook } from './delivery/challenge';
import type { Delivery } from './delivery/deliveries';
import { ProgressDisplay } from './delivery/progress-display';
import { sendDeliveries } from './delivery/send-deliveries';
import { describeLosses } from './describe-losses';
import { writeScript } from './script';
import { serveApiDuring } from './serve-api';
import type { Simulation } from './simulation';
import { compareStats } from './verification/compare-stats';
import { expectationTable } from './verification/comparison-table';
import { NO_STATS, askStats } from './verification/stats-query';
import { verifyStats } from './verification/verify-stats';
import { waitForService } from './wait-for-service';
import { expectedMeasures } from './world/expected-measures';
import { generateWorld } from './world/generate-world';
import type { World } from './world/model';
import { rangeOf } from './world/world-options';

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
  npm run backfill
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
  // What the service reads before this question would count as held before.
  const before = question && (await askStats(question));
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
