import { endVisit, saysThanks } from './chat-endings';
import { whoTakes } from './team';
import { FROM_COPILOT, FROM_OPERATOR, INVITATIONS, MORE_FROM_VISITOR, QUESTIONS } from './texts';
import { pageAddress } from './visitors';
import { DAY, HOUR, MINUTE, SECOND } from './world-options';
import type { ChatRecorder } from './chat-recorder';
import type { Course } from './course';
import type { Operator } from './model';
import type { SeededRandom } from './seeded-random';

/** Who and what a chat's story is made of. */
export interface Scene {
  readonly chat: ChatRecorder;
  readonly random: SeededRandom;
  readonly team: readonly [Operator, ...Operator[]];
  readonly course: Course;
}

/** Plays one visitor's whole thread: how it begins, one visit or several, and what comes last. */
export function playChat(scene: Scene, isKnownFromBefore: boolean): void {
  const { chat, random } = scene;
  const isTalk = isKnownFromBefore ? beginsBeforeAnybodyWasTold(scene) : begins(scene);
  if (isTalk) visit(scene);
  while (!chat.clock.isOver && random.chance(0.25)) {
    comesBack(scene);
    visit(scene);
  }
  chat.clock.wait(random.duration(2 * HOUR));
  if (random.chance(0.015)) chat.isBlocked();
  if (random.chance(0.015)) chat.isDestroyed();
}

/** Answers whether the visitor writes: some see an invitation and say nothing. */
function begins({ chat, random, team }: Scene): boolean {
  chat.isCreated();
  if (random.chance(0.12)) {
    chat.clock.wait(random.duration(5 * SECOND));
    chat.ruleWrites(random.pick(team), random.pick(INVITATIONS));
    if (random.chance(0.6)) return false;
  }
  chat.clock.wait(random.duration(20 * SECOND));
  chat.visitorWrites(random.pick(QUESTIONS));
  return true;
}

/** The thread is older than the webhook: its creation is not delivered, at times no start either. */
function beginsBeforeAnybodyWasTold(scene: Scene): boolean {
  const { chat, random } = scene;
  if (random.chance(0.5)) {
    chat.closesWithoutStart();
    saysThanks(scene);
    if (random.chance(0.5)) return false;
    chat.waitUntilTailIsOver();
    chat.clock.wait(random.duration(HOUR));
  }
  chat.visitorOpens(random.pick(QUESTIONS));
  return true;
}

/** A message after a close, at times within minutes, or after a silence so long that it is a new contact. */
function comesBack({ chat, random }: Scene): void {
  if (chat.isClosed) {
    chat.waitUntilTailIsOver();
    chat.clock.wait(random.duration(random.chance(0.1) ? MINUTE : 6 * HOUR));
  } else {
    chat.waitUntilIdle();
    chat.clock.wait(random.duration(DAY));
  }
  chat.opensPage(pageAddress(random));
  chat.visitorOpens(random.pick(QUESTIONS));
}

function visit(scene: Scene): void {
  const { chat, random, course } = scene;
  const isSilent = random.chance(0.03);
  if (isSilent) copilotSaysNothing(scene);
  const isSolved =
    isSilent || (random.chance(course.copilotTakes(chat.clock.now)) && talksWithCopilot(scene));
  if (!isSolved && random.chance(0.92)) talksWithOperator(scene);
  if (random.chance(0.05)) {
    chat.clock.wait(random.duration(SECOND));
    chat.hasUnknownEvent(random.pick(['user.assigned', 'user.tagged', 'user.changed_page'] as const));
  }
  endVisit(scene);
}

/** It is switched on, and out of order; nobody else looks. */
function copilotSaysNothing({ chat, random }: Scene): void {
  if (chat.isCopilotOn) return;
  chat.clock.wait(random.duration(SECOND));
  chat.switchesCopilot(true);
}

/** Answers whether the copilot could help; if not, it hands the chat over. */
function talksWithCopilot(scene: Scene): boolean {
  const { chat, random, course } = scene;
  if (!chat.isCopilotOn) chat.switchesCopilot(true);
  for (let rounds = random.whole(1, 3); rounds > 0 && chat.mayGoOn(); rounds--) {
    chat.clock.wait(random.duration(3 * SECOND));
    chat.copilotWrites(random.pick(FROM_COPILOT));
    if (rounds === 1) break;
    chat.clock.wait(random.duration(40 * SECOND));
    if (chat.mayGoOn()) chat.visitorWrites(random.pick(MORE_FROM_VISITOR));
  }
  if (random.chance(course.copilotSolves(chat.clock.now))) {
    mayHaveTheLastWord(scene);
    return true;
  }
  chat.clock.wait(random.duration(20 * SECOND));
  if (random.chance(0.5)) chat.showsWidget('BotDisableMessage', 'visitor');
  chat.switchesCopilot(false);
  return false;
}

/** A thank-you, or a question that nobody answers. */
function mayHaveTheLastWord({ chat, random }: Scene): void {
  if (!random.chance(0.2)) return;
  chat.clock.wait(random.duration(40 * SECOND));
  if (chat.mayGoOn()) chat.visitorWrites(random.pick(MORE_FROM_VISITOR));
}

function talksWithOperator({ chat, random, team, course }: Scene): void {
  // Some programs switch it off whenever an operator takes a chat, on or not.
  if (!chat.isCopilotOn && random.chance(0.05)) chat.switchesCopilot(false);
  const { operator, from } = whoTakes(team, random, chat.clock.now, course);
  chat.clock.waitUntil(from);
  for (let rounds = random.whole(1, 5); rounds > 0; rounds--) {
    const writer = random.chance(0.07) ? random.pick(team) : operator;
    chat.clock.wait(random.duration(writer.answersAfter * course.slowness(chat.clock.now)));
    chat.operatorWrites(writer, random.pick(FROM_OPERATOR));
    if (rounds === 1) return;
    chat.clock.wait(random.duration(1.5 * MINUTE));
    if (!chat.mayGoOn()) return;
    chat.visitorWrites(random.pick(MORE_FROM_VISITOR));
    if (random.chance(0.2) && chat.mayGoOn()) chat.visitorWrites(random.pick(MORE_FROM_VISITOR));
  }
}
