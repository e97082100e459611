import type { Screen } from '../terminal/progress-line';
import { arrangeDeliveries } from './delivery/arrange-deliveries';
import type { Arrangement } from './delivery/arrange-deliveries';
import { challengeWebhook } from './delivery/challenge';
import { deliveriesOf } from './delivery/deliveries';
import type { Delivery } from './delivery/deliveries';
import { ProgressDisplay } from './delivery/progress-display';
import type { SendOptions } from './delivery/send-deliveries';
import { sendDeliveries } from './delivery/send-deliveries';
import { compareStats, holdsData } from './verification/compare-stats';
import { comparisonTable, expectationTable } from './verification/comparison-table';
import type { StatsQuestion } from './verification/stats-query';
import { NO_STATS, askStats } from './verification/stats-query';
import { waitForAgreement } from './verification/wait-for-agreement';
import type { ExpectedMeasures } from './world/expected-measures';
import { expectedMeasures } from './world/expected-measures';
import { generateWorld } from './world/generate-world';
import type { WorldOptions } from './world/world-options';
import { rangeOf } from './world/world-options';

export interface Simulation {
  readonly world: Partial<WorldOptions> & { readonly until: number };
  readonly arrangement: Arrangement;
  readonly webhookUrl: URL;
  readonly secret: string;
  readonly sending: Pick<SendOptions, 'concurrency' | 'rate'>;
  readonly isQuiet: boolean;
  /** `undefined`: nobody asks the service what it counted. */
  readonly verification: Verification | undefined;
}

export interface Verification extends Omit<StatsQuestion, 'from' | 'to'> {
  /** How long the service may take until its numbers agree, milliseconds. */
  readonly within: number;
}

/**
 * Plays SignalZen against a running service: the challenge, the deliveries of a made-up world, and the question
 * whether the service counted what happened. Answers whether it did (true as well if nobody asks).
 * @throws SimulatorError
 */
export async function runSimulation(simulation: Simulation, screen: Screen): Promise<boolean> {
  const world = generateWorld(simulation.world);
  const expected = expectedMeasures(world);
  const range = rangeOf(world.options);
  const deliveries = arrangeDeliveries(deliveriesOf(world), simulation.arrangement);
  if (!simulation.isQuiet) {
    const { seed, idOffset, chats, until } = world.options;
    screen.write(
      `Seed ${seed} (ids above ${idOffset}): ${chats} chats, ${deliveries.length} deliveries, ` +
        `${new Date(range.from).toISOString()} to ${new Date(until).toISOString()}\n`,
    );
  }
  const question = simulation.verification && { ...simulation.verification, ...range };
  const before = question && (await askStats(question));
  await challengeWebhook(simulation.webhookUrl, simulation.secret);
  await send(deliveries, simulation, screen);
  if (question === undefined || before === undefined) {
    const rows = compareStats(expected, NO_STATS, NO_STATS);
    screen.write(`GraphQL should now have counted in that range:\n${expectationTable(rows)}`);
    return true;
  }
  if (holdsData(before)) {
    screen.write(
      'The service held other data of that range before: compared is what has been added since.\n',
    );
  }
  return verify(expected, { ...question, before }, screen);
}

async function send(
  deliveries: readonly Delivery[],
  { webhookUrl: url, secret, sending, isQuiet }: Simulation,
  screen: Screen,
): Promise<void> {
  const display = isQuiet ? undefined : new ProgressDisplay(screen);
  const sent = await sendDeliveries(deliveries, {
    ...sending,
    url,
    secretOf: () => secret,
    onProgress: (progress) => display?.update(progress),
  });
  display?.finish(sent);
}

async function verify(
  expected: ExpectedMeasures,
  question: StatsQuestion & { within: number; before: Awaited<ReturnType<typeof askStats>> },
  screen: Screen,
): Promise<boolean> {
  const { before, within } = question;
  const compared = await waitForAgreement(
    async () => compareStats(expected, before, await askStats(question)),
    within,
  );
  const agrees = compared.every((measure) => measure.agrees);
  screen.write(comparisonTable(compared));
  screen.write(
    agrees
      ? 'The service counted what happened.\n'
      : `The service did not count what happened, ${within / 1000} s after the last delivery.\n`,
  );
  return agrees;
}
