import { authorOf, contactsOf } from './contacts-of';
import type { Knowledge } from './known-chat';
import { knownChat } from './known-chat';
import type { Count } from './measure-names';
import type { Chat, Happening } from './model';
import { ratingsIn } from './ratings-in';
import type { TrueContact } from './true-contact';

/** One thing that a measure counts, and where in time. `ratedClosures` are closed episodes with a rating. */
export interface Counted {
  readonly measure: Count | 'ratedClosures';
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

/**
 * All that one chat adds to the measures.
 * @param moment milliseconds: when it is asked for, and how long a silence ends an episode
 */
export function countedOf(
  chat: Chat,
  knowledge: Knowledge,
  moment: { now: number; idleGap: number },
): Counted[] {
  const { inside, unlinked } = knownChat(chat, knowledge);
  const contacts = contactsOf(inside, moment.idleGap);
  const ratings = ratingsIn(inside, contacts);
  return [
    ...[...inside, ...unlinked].flatMap(countedAlone),
    ...contacts.flatMap((contact) => [...countedAtStart(contact, moment), ...durationsOf(contact)]),
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

function countedAtStart(contact: TrueContact, { now, idleGap }: { now: number; idleGap: number }): Counted[] {
  const { startedAt: at } = contact;
  if (at === undefined) return [];
  const outcome = contact.copilotOutcomeAt(now, idleGap);
  const measures: Count[] = ['episodesStarted'];
  if (contact.isEmptyAt(now, idleGap)) measures.push('episodesEmpty');
  if (contact.isMissedAt(now, idleGap)) measures.push('episodesMissed');
  if (contact.isUnanswered) measures.push('episodesUnanswered');
  if (outcome !== undefined) measures.push('copilotEpisodes', `copilot${outcome}`);
  return measures.map((measure) => ({ measure, at }));
}

function durationsOf({ firstResponse, firstAnswer, replies }: TrueContact): Counted[] {
  return [
    ...(firstResponse ? [{ measure: 'firstResponses' as const, ...firstResponse }] : []),
    ...(firstAnswer ? [{ measure: 'firstAnswers' as const, ...firstAnswer }] : []),
    ...replies.map((reply) => ({ measure: 'replies' as const, ...reply })),
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
