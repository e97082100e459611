import { countOf, countOfEpisodes, rateOf } from './measure';
import type { Measure } from './measure';

const anchor = 'the time of the message';
const event = 'the time of the event';

/** How much there was: chats, episodes, messages by author, and what else visitors did. */
export const VOLUME_MEASURES: readonly Measure[] = [
  countOf('chatsStarted', ['chat_started'], {
    description: 'Distinct chats (SignalZen users) with a known creation.',
    unit: 'chats',
    anchor: 'the creation of the chat',
  }),
  countOfEpisodes('episodesStarted', ['episode_started'], 'start', {
    description:
      'Episodes with a known start. An episode is one contact: it starts at the creation of the chat or at its first visitor message, and again at a visitor message after a close and its tail, or after a long silence.',
  }),
  countOfEpisodes('episodesEngaged', ['episode_engaged'], 'start', {
    description: 'Started episodes with a message of the visitor: what a support lead calls a contact.',
  }),
  countOfEpisodes('episodesEmpty', ['episode_empty'], 'start', {
    description:
      'Started episodes that are over, closed or idle, without a message of the visitor: somebody opened the chat and wrote nothing.',
  }),
  countOfEpisodes('episodesOutsideHours', ['episode_outside_hours'], 'start', {
    description:
      'Episodes with a message of the visitor that start outside of the working hours of their account; none without a schedule.',
  }),
  countOfEpisodes('episodesClosed', ['episode_closed'], 'close', {
    description: 'Closed episodes. Only the first close of an episode counts.',
  }),
  {
    name: 'episodesOpen',
    description:
      'Episodes that are neither closed nor idle at the end of the bucket, or now if it has not ended.',
    unit: 'episodes',
    anchor: 'the end of the bucket',
    direction: 'NEUTRAL',
    saysNothingBy: [],
    isCount: true,
    kinds: ['episode_open'],
    compute: (sums) => sums.open,
  },
  countOfEpisodes('episodesMissed', ['episode_missed'], 'start', {
    description:
      'Episodes with a message of the visitor that are over, closed or idle, and in which neither an operator nor the copilot wrote anything: nobody answered.',
    direction: 'DOWN',
    saysNothingBy: ['OPERATOR', 'TEAM'],
  }),
  countOfEpisodes('episodesUnanswered', ['episode_unanswered'], 'start', {
    description:
      'Episodes with a message of the visitor that are over, closed or idle, in which no operator wrote anything, and which the copilot did not resolve. The missed ones are among them.',
    direction: 'DOWN',
    saysNothingBy: ['OPERATOR', 'TEAM'],
  }),
  countOf('messagesVisitor', ['message_visitor'], {
    description: 'Distinct text messages written by visitors.',
    unit: 'messages',
    anchor,
    saysNothingBy: ['OPERATOR', 'TEAM'],
  }),
  countOf('messagesOperator', ['message_operator'], {
    description: 'Distinct text messages written by operators, including those whose chat is not known.',
    unit: 'messages',
    anchor,
  }),
  countOf('messagesCopilot', ['message_copilot'], {
    description: 'Distinct text messages written by the copilot or another bot.',
    unit: 'messages',
    anchor,
  }),
  countOf('messagesProactive', ['message_proactive'], {
    description:
      "Distinct text messages sent by the account's rules (automatic invitations), not by a person.",
    unit: 'messages',
    anchor,
    saysNothingBy: ['OPERATOR', 'TEAM'],
  }),
  countOf('emailSubscriptions', ['email_subscription'], {
    description: 'Events user.subscribed_by_email.',
    unit: 'events',
    anchor: event,
    direction: 'UP',
  }),
  countOf('transcriptsSent', ['transcript_sent'], {
    description: 'Events user.sent_transcript.',
    unit: 'events',
    anchor: event,
  }),
  countOf('chatsBlocked', ['chat_blocked'], {
    description: 'Events user.blocked. Blocked chats stay in all figures of volume.',
    unit: 'events',
    anchor: event,
    direction: 'DOWN',
  }),
  countOf('chatsDestroyed', ['chat_destroyed'], {
    description: 'Events user.destroyed: the visitor or an operator deleted the chat.',
    unit: 'events',
    anchor: event,
  }),
  rateOf('repeatContactRate', 'episode_repeated', ['episode_repeated', 'episode_not_repeated'], {
    description:
      'Share of the episodes that ended more than seven days ago after which the same chat started another one within seven days.',
    anchor: 'the end of the episode: its close, or its last activity if it became idle',
    direction: 'DOWN',
  }),
];
