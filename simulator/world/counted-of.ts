import { authorOf, contactsOf } from './contacts-of';
import type { Knowledge } from './known-chat';
import { knownChat } from './known-chat';
import type { Count, CountOfShare } from './measure-names';
import type { Chat, Happening } from './model';
import { ratingsIn } from './ratings-in';
import type { TrueContact } from './true-contact';
import { DAY } from './world-options';

/** One thing that a measure counts, and where in time. */
export interface Counted {
  readonly measure: Count | CountOfShare;
  readonly at: number;
  readonly seconds?: number;
}

const COUNT_OF_EVENT: ReadonlyMap<string, Count> = new Map([
  ['user.created', 'chatsStarted'],
  ['user.subscribed_by_email', 'emailSubscriptions'],
  ['user.sent_transcript', 'transcriptsSent'],
  ['user.blocked', 'chatsBlocked'],
  ['user.destroyed', 'chatsDestroyed'],
  ['user.enabled_copilot', 'copilotEnabledEvents'],
  ['user.disabled_copilot', 'copilotDisabledEvents'],
]);
const COUNT_OF_AUTHOR = {
  visitor: 'messagesVisitor',
  operator: 'messagesOperator',
  copilot: 'messagesCopilot',
  proactive: 'messagesProactive',
} as const;

const WEEK = 7 * DAY;

/** Milliseconds: when it is asked for, how long a silence ends an episode, and how long its close has a tail. */
interface Moment {
  readonly now: number;
  readonly idleGap: number;
  readonly tail: number;
}

/** All that one chat adds to the measures. */
export function countedOf(chat: Chat, knowledge: Knowledge, moment: Moment): Counted[] {
  const { inside, unlinked } = knownChat(chat, knowledge);
  const contacts = contactsOf(inside, moment);
  const ratings = ratingsIn(inside, contacts);
  return [
    ...[...inside, ...unlinked].flatMap(countedAlone),
    ...contacts.flatMap((contact, place) => [
      ...countedAtStart(contact, moment),
      ...durationsOf(contact, moment),
      ...countedAfterAWeek(contact, contacts[place + 1], moment),
    ]),
    ...contacts.flatMap((contact, place) => {
      const [start, end] = [contact.startedAt ?? -Infinity, contacts[place + 1]?.startedAt ?? Infinity];
      return countedAtClose(
        contact,
        ratings.some(({ at }) => at > start && at < end),
      );
    }),
    ...ratings.flatMap(({ value, at }) => [
      { measure: 'ratings' as const, at },
      { measure: `rating${value}` as 'rating1', at },
    ]),
  ];
}

function countedAlone(happening: Happening): Counted[] {
  const author = authorOf(happening);
  const measure = author === undefined ? COUNT_OF_EVENT.get(happening.eventType) : COUNT_OF_AUTHOR[author];
  return measure === undefined ? [] : [{ measure, at: happening.at }];
}

function countedAtStart(contact: TrueContact, { now, idleGap }: Moment): Counted[] {
  const { startedAt: at } = contact;
  if (at === undefined) return [];
  const outcome = contact.copilotOutcomeAt(now, idleGap);
  const measures: Count[] = ['episodesStarted'];
  if (contact.isEngaged) measures.push('episodesEngaged');
  if (contact.isEmptyAt(now, idleGap)) measures.push('episodesEmpty');
  if (contact.isMissedAt(now, idleGap)) measures.push('episodesMissed');
  if (contact.isUnansweredAt(now, idleGap)) measures.push('episodesUnanswered');
  if (contact.isEligibleAt(now, idleGap)) measures.push('copilotEligible');
  if (contact.isSilentAt(now, idleGap)) measures.push('copilotSilent');
  if (outcome !== undefined) measures.push('copilotEpisodes', `copilot${outcome}`);
  return measures.map((measure) => ({ measure, at }));
}

/** What the week after its end says of a contact, once that week is over. */
function countedAfterAWeek(
  contact: TrueContact,
  next: TrueContact | undefined,
  { now, idleGap }: Moment,
): Counted[] {
  const { startedAt } = contact;
  const endedAt = contact.endedAt(now, idleGap);
  if (endedAt === undefined || now - endedAt <= WEEK) return [];
  const isRepeated = next?.startedAt !== undefined && next.startedAt - endedAt <= WEEK;
  const counted: Counted[] = [{ measure: 'endedAWeekAgo', at: endedAt }];
  if (isRepeated) counted.push({ measure: 'repeatContacts', at: endedAt });
  if (startedAt !== undefined && contact.copilotOutcomeAt(now, idleGap) === 'Resolved') {
    counted.push({ measure: 'resolvedAWeekAgo', at: startedAt });
    if (!isRepeated) counted.push({ measure: 'durablyResolved', at: startedAt });
  }
  return counted;
}

function durationsOf(contact: TrueContact, { now, idleGap }: Moment): Counted[] {
  const { firstResponse, firstAnswer, replies } = contact;
  const totalWait = contact.totalWaitAt(now, idleGap);
  return [
    ...(firstResponse ? [{ measure: 'firstResponses' as const, ...firstResponse }] : []),
    ...(firstAnswer ? [{ measure: 'firstAnswers' as const, ...firstAnswer }] : []),
    ...replies.map((reply) => ({ measure: 'replies' as const, ...reply })),
    ...(totalWait ? [{ measure: 'totalWaits' as const, ...totalWait }] : []),
  ];
}

function countedAtClose({ startedAt, closedAt: at }: TrueContact, isRated: boolean): Counted[] {
  if (at === undefined) return [];
  return [
    { measure: 'episodesClosed', at },
    ...(startedAt === undefined
      ? []
      : [{ measure: 'closures' as const, at, seconds: (at - startedAt) / 1000 }]),
    ...(isRated ? [{ measure: 'ratedClosures' as const, at }] : []),
  ];
}
