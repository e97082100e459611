import type { Freshness, ReceivedType } from '../api/status';
import { share, wholeShare } from '../format/numbers';
import { t } from '../messages/text';

/** What is missing, and what that does to figures. */
export interface Consequence {
  /** As the query `measures` names them; empty: all. */
  readonly measures: readonly string[];
  /** What is wrong, in a few words. */
  readonly brief: string;
  readonly text: string;
  /** What the service says of it in its own words, behind the text. */
  readonly said?: string;
}

/** Some are: two that are sent at once may come in the other order. */
const DATED_BEFORE_THRESHOLD = 0.01;
/** Of fewer deliveries nobody can tell what a webhook does not bring. */
const MIN_DELIVERIES = 5;

/** A few are to be linked at any moment. */
const MIN_UNLINKED = 5;
const UNLINKED_THRESHOLD = 0.01;

/** The service warns in its log from here on as well. */
const MIN_COVERAGE = 0.99;
/** What closes and switches of the copilot decide, which the API does not tell when their webhook was lost. */
const OF_STATES = [
  ...['closures', 'closureSecondsP50', 'closureSecondsP90', 'episodesClosed', 'totalWaitSecondsP50'],
  'copilotResolutionRate',
];

/** Stands for what the table of targets says. */
export const TARGETS = 'targets';
/** What an answer that nobody knows of makes wrong. */
const OF_ANSWERS = [
  ...['episodesMissed', 'episodesUnanswered', 'copilotResolutionRate', TARGETS],
  ...['firstResponses', 'firstResponseSecondsP50', 'firstResponseSecondsP90', 'replySecondsP50'],
  ...['firstAnswerSecondsP50', 'totalWaitSecondsP50'],
];

interface Subscription {
  readonly type: 'message.created' | 'user.closed' | 'user.created' | 'user.rated';
  readonly measures: readonly string[];
}

/** What cannot be counted while the webhook of a type is missing. */
const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    type: 'message.created',
    measures: [
      ...['episodesEngaged', 'episodesEmpty', 'episodesMissed', 'episodesUnanswered'],
      ...['messagesVisitor', 'messagesOperator', 'messagesCopilot'],
      ...['firstResponses', 'firstResponseSecondsP50', 'firstResponseSecondsP90', 'replySecondsP50'],
      ...['firstAnswerSecondsP50', 'totalWaitSecondsP50', 'copilotResolutionRate', 'copilotInvolvementRate'],
    ],
  },
  {
    type: 'user.closed',
    measures: ['closures', 'closureSecondsP50', 'closureSecondsP90', 'episodesClosed'],
  },
  {
    type: 'user.created',
    measures: ['chatsStarted'],
  },
  { type: 'user.rated', measures: ['csatRate', 'ratings'] },
];

/** What people must know of the figures, in plain sentences. @param accounts those chosen; empty: all */
export function consequencesOf(freshness: Freshness, accounts: readonly string[]): Consequence[] {
  const {
    deliveriesNotUnderstood,
    stateEventsDatedBefore,
    copilotUnrecognised,
    coverage,
    rulesProblems = [],
  } = freshness;
  const found: Consequence[] = missingSubscriptions(freshness.received, accounts);
  if (stateEventsDatedBefore > DATED_BEFORE_THRESHOLD * stateEventsIn(freshness.received)) {
    found.push({
      measures: ['closures', 'closureSecondsP50', 'closureSecondsP90'],
      brief: t('doubt.datedBefore'),
      text: t('consequence.datedBefore', { n: stateEventsDatedBefore }),
    });
  }
  if (areManyUnlinked(freshness)) {
    found.push({
      measures: OF_ANSWERS,
      brief: t('doubt.unlinked'),
      text: t('consequence.unlinked', { n: freshness.operatorMessagesUnlinked }),
    });
  }
  if (coverage !== null && coverage < MIN_COVERAGE) {
    found.push({
      measures: OF_STATES,
      brief: t('doubt.coverage', { share: share(coverage) }),
      text: t('consequence.coverage', { share: share(coverage) }),
    });
  }
  if (copilotUnrecognised) {
    found.push({
      measures: [
        ...['copilotResolutionRate', 'copilotInvolvementRate', 'copilotEpisodes', 'copilotResolved'],
        'messagesCopilot',
      ],
      brief: t('doubt.copilotUnrecognised'),
      text: t('consequence.copilotUnrecognised'),
    });
  }
  if (deliveriesNotUnderstood > 0) {
    found.push({
      measures: [],
      brief: t('doubt.notUnderstood'),
      text: t('consequence.notUnderstood', { n: deliveriesNotUnderstood }),
    });
  }
  if (freshness.rebuildDue)
    found.push({ measures: [], brief: t('doubt.rebuild'), text: rebuildText(freshness) });
  const [problem] = rulesProblems;
  if (problem !== undefined) {
    const text = t('consequence.rules', { n: rulesProblems.length });
    found.push({ measures: [], brief: t('doubt.rules'), text, said: problem });
  }
  return found;
}

function rebuildText({ numbersMixed, rebuild }: Freshness): string {
  const changed = numbersMixed ? t('consequence.definitionsChanged') : t('consequence.settingsChanged');
  if (rebuild === null) return t('consequence.notRecomputed', { changed });
  const done = rebuild.of === 0 ? 1 : Math.min(1, rebuild.chats / rebuild.of);
  return t('consequence.recomputing', {
    changed,
    share: wholeShare(Math.floor(done * 100) / 100),
    n: rebuild.of,
  });
}

/** Beside the messages of the last seven days. */
function areManyUnlinked({ operatorMessagesUnlinked, received }: Freshness): boolean {
  const messages = received
    .filter(({ type }) => type === 'message.created')
    .reduce((sum, { deliveries7d }) => sum + deliveries7d, 0);
  return operatorMessagesUnlinked >= MIN_UNLINKED && operatorMessagesUnlinked > UNLINKED_THRESHOLD * messages;
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
    return SUBSCRIPTIONS.filter(({ type }) => !recent.some((one) => one.type === type)).map(
      ({ type, measures }) => ({
        measures,
        brief: t('doubt.missing', { type }),
        text:
          all.length > 1
            ? t('consequence.missingOf', { type, account, without: t(`consequence.without.${type}`) })
            : t('consequence.missing', { type, without: t(`consequence.without.${type}`) }),
      }),
    );
  });
}
