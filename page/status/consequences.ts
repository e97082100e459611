import type { Freshness, ReceivedType } from '../api/status';
import { count } from '../format/numbers';

/** What is missing, and what that does to figures. */
export interface Consequence {
  /** As the query `measures` names them; empty: all. */
  readonly measures: readonly string[];
  readonly text: string;
}

/** Some are: two that are sent at once may come in the other order. */
const DATED_BEFORE_THRESHOLD = 0.01;
/** Of fewer deliveries nobody can tell what a webhook does not bring. */
const MIN_DELIVERIES = 5;

/** A few are to be linked at any moment. */
const MIN_UNLINKED = 5;
const UNLINKED_THRESHOLD = 0.01;

/** Stands for what the table of targets says. */
export const TARGETS = 'targets';
/** What an answer that nobody knows of makes wrong. */
const OF_ANSWERS = [
  ...['episodesMissed', 'episodesUnanswered', 'copilotResolutionRate', TARGETS],
  ...['firstResponses', 'firstResponseSecondsP50', 'firstResponseSecondsP90', 'replySecondsP50'],
];

interface Subscription {
  readonly type: string;
  readonly measures: readonly string[];
  readonly without: string;
}

/** What cannot be counted while the webhook of a type is missing. */
const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    type: 'message.created',
    measures: [
      ...['episodesEngaged', 'episodesEmpty', 'episodesMissed', 'episodesUnanswered'],
      ...['messagesVisitor', 'messagesOperator', 'messagesCopilot'],
      ...['firstResponses', 'firstResponseSecondsP50', 'firstResponseSecondsP90', 'replySecondsP50'],
    ],
    without:
      'there are no messages and no response times, and every chat looks as if nobody had written in it',
  },
  {
    type: 'user.closed',
    measures: ['closures', 'closureSecondsP50', 'closureSecondsP90', 'episodesClosed'],
    without: 'nothing ever closes: a contact ends only when it has been silent for long',
  },
  {
    type: 'user.created',
    measures: ['chatsStarted'],
    without: 'no started chat is known, and a contact begins with its first message',
  },
  { type: 'user.rated', measures: ['csatRate', 'ratings'], without: 'there are no ratings' },
];

/** What people must know of the figures, in plain sentences. @param accounts those chosen; empty: all */
export function consequencesOf(freshness: Freshness, accounts: readonly string[]): Consequence[] {
  const { deliveriesNotUnderstood, stateEventsDatedBefore, copilotUnrecognised, rulesProblems } = freshness;
  const found: Consequence[] = missingSubscriptions(freshness.received, accounts);
  if (stateEventsDatedBefore > DATED_BEFORE_THRESHOLD * stateEventsIn(freshness.received)) {
    found.push({
      measures: ['closures', 'closureSecondsP50', 'closureSecondsP90'],
      text: `${number(stateEventsDatedBefore, 'close or other event', 'closes and other events')} of the last seven days ${stateEventsDatedBefore === 1 ? 'is' : 'are'} dated before messages that had come earlier: SignalZen’s time of change seems to lag, and chats may seem to close too early. STATE_EVENT_TIME=received dates them by their receipt.`,
    });
  }
  if (areManyUnlinked(freshness)) {
    found.push({ measures: OF_ANSWERS, text: unlinkedText(freshness.operatorMessagesUnlinked) });
  }
  if (copilotUnrecognised) {
    found.push({
      measures: ['copilotResolutionRate', 'copilotEpisodes', 'copilotResolved', 'messagesCopilot'],
      text: 'The copilot was switched on in many chats of the last seven days, and none of its messages is recognised: it seems to say nothing. Name its id in COPILOT_IDS, and rebuild.',
    });
  }
  if (deliveriesNotUnderstood > 0) {
    found.push({
      measures: [],
      text: `${number(deliveriesNotUnderstood, 'delivery', 'deliveries')} of the last seven days could not be understood, or not in full: kept, and missing in figures. GraphQL’s deliveries says why, as parseError.`,
    });
  }
  if (freshness.rebuildDue) found.push({ measures: [], text: rebuildText(freshness) });
  const [problem, ...others] = rulesProblems;
  if (problem !== undefined) {
    found.push({
      measures: [],
      text: `The file of rules has become wrong, so that the rules before it remain in force: ${problem}${others.length === 0 ? '' : ` (and ${number(others.length, 'more mistake', 'more mistakes')})`}. npm run config -- --check shows what is wrong.`,
    });
  }
  return found;
}

function rebuildText({ numbersMixed, rebuild }: Freshness): string {
  const changed = numbersMixed
    ? 'The definitions of the numbers have changed: some are of the new ones already, and the rest of those before'
    : 'Settings or rules that shape the numbers have changed: all of these are still by the former ones';
  if (rebuild === null) return `${changed}, until the service has recomputed them.`;
  const share = rebuild.of === 0 ? 1 : Math.min(1, rebuild.chats / rebuild.of);
  return `${changed}, and are recomputed now: ${Math.floor(share * 100)} % of ${number(rebuild.of, 'chat', 'chats')} are done.`;
}

/** Beside the messages of the last seven days. */
function areManyUnlinked({ operatorMessagesUnlinked, received }: Freshness): boolean {
  const messages = received
    .filter(({ type }) => type === 'message.created')
    .reduce((sum, { deliveries7d }) => sum + deliveries7d, 0);
  return operatorMessagesUnlinked >= MIN_UNLINKED && operatorMessagesUnlinked > UNLINKED_THRESHOLD * messages;
}

function unlinkedText(messages: number): string {
  return `Of ${number(messages, 'operator message', 'operator messages')} it is not known in which chat they are: whoever they answered counts as unanswered here, and targets as breached. The service asks SignalZen’s API for their chats, unless SIGNALZEN_API is off.`;
}

/** Deliveries of the last seven days that tell what happened to a chat. */
function stateEventsIn(received: readonly ReceivedType[]): number {
  return received
    .filter(({ type }) => type !== 'message.created' && type !== 'user.created')
    .reduce((sum, { deliveries7d }) => sum + deliveries7d, 0);
}

function missingSubscriptions(received: readonly ReceivedType[], accounts: readonly string[]): Consequence[] {
  const all = [...new Set(received.map(({ account }) => account))];
  const chosen = accounts.length === 0 ? all : all.filter((account) => accounts.includes(account));
  return chosen.flatMap((account) => {
    const recent = received.filter((one) => one.account === account && one.deliveries7d > 0);
    if (recent.reduce((sum, { deliveries7d }) => sum + deliveries7d, 0) < MIN_DELIVERIES) return [];
    const of = all.length > 1 ? ` for ${account}` : '';
    return SUBSCRIPTIONS.filter(({ type }) => !recent.some((one) => one.type === type)).map(
      ({ type, measures, without }) => ({
        measures,
        text: `No ${type} has come${of} in the last seven days. Unless it just did not happen, its webhook is missing in SignalZen: ${without}.`,
      }),
    );
  });
}

function number(amount: number, one: string, many: string): string {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}
