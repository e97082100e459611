import { setTimeout as sleep } from 'node:timers/promises';
import type { Screen } from '../../src/platform/terminal/progress-line';
import { challengeWebhook } from '../delivery/challenge';
import { deliveriesOf } from '../delivery/deliveries';
import type { Delivery } from '../delivery/deliveries';
import { sendDeliveries } from '../delivery/send-deliveries';
import { refuseExistingData } from '../verification/refuse-existing-data';
import type { OwnAccount } from '../verification/refuse-existing-data';
import type { Act } from './stories';
import { STORIES } from './stories';
import type { StoryName } from './stories';
import { StoryTeller } from './story-teller';

export interface StoryToPlay {
  readonly name: StoryName;
  readonly account: string;
  readonly seed: number;
  readonly webhookUrl: URL;
  readonly secret: string;
  /** Where it must have received nothing; `undefined`: it may have. */
  readonly untouched: OwnAccount | undefined;
}

/**
 * Plays what an alert tells of against a running service: deliveries as SignalZen sends them, when they happen.
 * @throws SimulatorError
 */
export async function playStory(story: StoryToPlay, screen: Screen): Promise<void> {
  const { name, account, seed, webhookUrl: url, secret, untouched } = story;
  if (untouched !== undefined) await refuseExistingData(untouched);
  await challengeWebhook(url, secret);
  const startedAt = Date.now();
  const { acts, told } = STORIES[name];
  for (const act of acts(new StoryTeller(seed), startedAt)) {
    await sleep(Math.max(0, startedAt + act.afterMs - Date.now()));
    screen.write(`${act.says}\n`);
    await sendDeliveries(deliveriesIn(act, account), { url, secretOf: () => secret });
  }
  screen.write(`If the rules have such an alert, the service should tell now: ${told}.\n`);
}

function deliveriesIn({ happenings, bodies = [], afterMs }: Act, account: string): Delivery[] {
  const others = bodies.map((body) => ({ account, body: Buffer.from(body), at: afterMs }));
  // There may be no API that could be asked for the chat of an operator's message.
  return [...deliveriesOf({ happenings, options: { account } }, true), ...others];
}
