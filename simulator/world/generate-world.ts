import { SimulatorError } from '../simulator-error';
import { ChatRecorder } from './chat-recorder';
import { playChat } from './chat-story';
import type { Chat, Happening, World } from './model';
import { arrivals } from './rhythm';
import { SeededRandom } from './seeded-random';
import { teamOf } from './team';
import { newVisitor } from './visitors';
import type { WorldOptions } from './world-options';
import { DAY, SECOND, rangeOf, worldOptions } from './world-options';

/**
 * A website's chats over some days, with the truth about them. The same options give the same world.
 * @throws SimulatorError `WORLD_IMPOSSIBLE`
 */
export function generateWorld(given: Partial<WorldOptions> & { readonly until: number }): World {
  const options = worldOptions(given);
  const random = new SeededRandom(options.seed);
  const operators = teamOf(options.operators, options.firstOperatorId);
  const chats = arrivals(random, options.chats, rangeOf(options), options.course).map((start, index) =>
    chatFrom(start, options.idOffset + index + 1, { options, random: random.fork(), team: operators }),
  );
  const happenings = chats.flatMap((chat) => chat.happenings).sort((a, b) => a.at - b.at);
  numberMessages(happenings, options.idOffset);
  return { options, operators, chats, happenings };
}

function chatFrom(
  start: number,
  id: number,
  { options, random, team }: { options: WorldOptions; random: SeededRandom; team: World['operators'] },
): Chat {
  const [first, ...others] = team;
  if (first === undefined) throw new SimulatorError('WORLD_IMPOSSIBLE', 'No world without operators.');
  const isKnownFromBefore = random.chance(0.04);
  const createdAt = isKnownFromBefore ? start - random.duration(100 * DAY) : start;
  const idleGap = options.episodeIdleGapSeconds * SECOND;
  const tail = options.episodeTailSeconds * SECOND;
  const times = { start, until: options.until, idleGap, tail };
  const chat = new ChatRecorder(newVisitor(random, id, createdAt), times);
  playChat({ chat, random, team: [first, ...others], course: options.course }, isKnownFromBefore);
  return chat.finish();
}

/** Ids ascend with time over all chats, as SignalZen's do. */
function numberMessages(happenings: readonly Happening[], offset: number): void {
  let id = offset;
  for (const { eventType, message } of happenings) {
    if (eventType === 'message.created' && message !== undefined) message.id = ++id;
  }
  if (!Number.isSafeInteger(id)) {
    throw new SimulatorError(
      'WORLD_IMPOSSIBLE',
      `The ids above ${offset} are used up: choose a lower offset.`,
    );
  }
}
