import type { Scene } from './chat-story';
import { FROM_OPERATOR, MORE_FROM_VISITOR } from './texts';
import { DAY, HOUR, MINUTE, SECOND } from './world-options';

/** How a visit ends: closed soon, closed when long idle, or left as it is; with what people do at the end. */
export function endVisit(scene: Scene): void {
  const { chat, random } = scene;
  subscribes(scene);
  if (random.chance(0.05)) {
    chat.clock.wait(random.duration(MINUTE));
    chat.sendsTranscript();
  }
  const end = random.next();
  if (end < 0.72) closesSoon(scene);
  else if (end < 0.8) closesWhenIdle(scene);
}

function closesSoon(scene: Scene): void {
  const { chat, random } = scene;
  const isAskedFirst = random.chance(0.5);
  if (isAskedFirst) isRated(scene);
  chat.clock.wait(random.duration(8 * MINUTE));
  if (chat.clock.isOver) return;
  chat.closes();
  saysThanks(scene);
  if (!isAskedFirst) isRated(scene);
  afterClose(scene);
}

function closesWhenIdle(scene: Scene): void {
  const { chat, random } = scene;
  chat.waitUntilIdle();
  chat.clock.wait(random.duration(DAY));
  chat.closes();
  saysThanks(scene);
}

/** Some visitors write once more just after the close, and some of them get a last word. */
export function saysThanks({ chat, random, team }: Scene): void {
  if (!random.chance(0.15)) return;
  chat.clock.wait(random.duration(MINUTE));
  if (!chat.isInTail()) return;
  chat.visitorThanks(random.pick(MORE_FROM_VISITOR));
  if (!random.chance(0.4)) return;
  chat.clock.wait(random.duration(20 * SECOND));
  chat.operatorWrites(random.pick(team), random.pick(FROM_OPERATOR));
}

function afterClose({ chat, random, team }: Scene): void {
  if (random.chance(0.06)) {
    chat.clock.wait(random.duration(HOUR));
    chat.closesAgain();
  }
  if (random.chance(0.08)) {
    chat.clock.wait(random.duration(HOUR));
    chat.operatorWrites(random.pick(team), random.pick(FROM_OPERATOR));
  }
}

function isRated({ chat, random, team, course }: Scene): void {
  if (!random.chance(0.4)) return;
  chat.clock.wait(random.duration(5 * SECOND));
  const isAsked = random.chance(0.92);
  const question = isAsked ? chat.showsWidget('RatingMessage', random.pick(team)) : undefined;
  // Without a question there is a rating without a message; one that the end of the world cut off has none.
  if (isAsked && question === undefined) return;
  if (isAsked && !random.chance(0.65)) return;
  chat.clock.wait(random.duration(MINUTE));
  const stars = random.pick(course.stars(chat.clock.now));
  chat.rates(question, stars);
  if (question === undefined || !random.chance(0.15)) return;
  chat.clock.wait(random.duration(HOUR));
  chat.rates(question, (stars % 5) + 1);
}

function subscribes({ chat, random, team }: Scene): void {
  if (!random.chance(0.08)) return;
  chat.clock.wait(random.duration(10 * SECOND));
  chat.showsWidget('SubscriptionMessage', random.pick(team));
  if (!random.chance(0.7)) return;
  chat.clock.wait(random.duration(30 * SECOND));
  chat.subscribesByEmail(`subscriber-${random.whole(1, 9999)}@example.com`);
}
