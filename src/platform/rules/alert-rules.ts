import type { TargetVersion } from './rules';

type Clock = TargetVersion['clock'];

export const CHANGE_WINDOWS = ['DAY', 'WEEK'] as const;
export const DIRECTIONS = ['HIGHER', 'LOWER'] as const;
export const SEVERITIES = ['info', 'warning', 'critical'] as const;

/** What is looked at, and when it is so. All lengths in milliseconds. */
export type AlertCondition =
  /** More than `moreThan` people have waited for longer. */
  | {
      readonly kind: 'waiting';
      readonly longerThanMs: number;
      readonly clock: Clock;
      readonly moreThan: number;
    }
  /** More than `moreThan` of those who wait will soon have waited beyond one of these targets; none named: of any. */
  | {
      readonly kind: 'due';
      readonly withinMs: number;
      readonly targets: readonly string[];
      readonly moreThan: number;
    }
  /** So large a share of the error budget of four weeks went in an hour, or in a day; no target named: of each. */
  | {
      readonly kind: 'target';
      readonly targets: readonly string[];
      readonly fast: number;
      readonly slow: number;
    }
  /** A measure of a closed window is another than in the same ones of the weeks before; without direction: either. */
  | {
      readonly kind: 'change';
      readonly measure: string;
      readonly unit: (typeof CHANGE_WINDOWS)[number];
      readonly direction: (typeof DIRECTIONS)[number] | undefined;
      readonly clock: Clock;
      /** Whose days and weeks. */
      readonly zone: string;
    }
  /** Somebody gave so few stars. */
  | { readonly kind: 'rating'; readonly atMost: number }
  /** A chat was blocked. */
  | { readonly kind: 'blocked' }
  /** SignalZen sends events of a type that this service does not know. */
  | { readonly kind: 'unknownType' }
  /** A measure over the time up to now, of so many samples at least. */
  | {
      readonly kind: 'threshold';
      readonly measure: string;
      readonly clock: Clock;
      readonly below: number | undefined;
      readonly above: number | undefined;
      readonly overMs: number;
      readonly atLeast: number;
    }
  /** Nothing has come for so long as, by chance, would happen once in so many times that somebody looks. */
  | { readonly kind: 'silence'; readonly atLeastMs: number }
  /** The numbers are late, or not whole. */
  | { readonly kind: 'data'; readonly lateMs: number; readonly coverageBelow: number }
  /** No good backup of the directory is as young. */
  | { readonly kind: 'backup'; readonly olderThanMs: number };

/** What is said to whom, when something is so. All lengths in milliseconds. */
export interface AlertRules {
  readonly name: string;
  readonly condition: AlertCondition;
  /** Names of channels, at least one. */
  readonly to: readonly string[];
  readonly severity: (typeof SEVERITIES)[number];
  /** Empty: all; as are pages. */
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
  readonly pages: readonly string[];
  readonly copilot: boolean | undefined;
  /** For so long it must be so before anybody is told. */
  readonly forMs: number;
  /** For so long it must be otherwise before that is told. */
  readonly keepFiringMs: number;
  /** Whoever was told is not told of the same again before. */
  readonly coolDownMs: number;
  /** Names of schedules: people are told only while one of them is open. Empty: at any time. */
  readonly during: readonly string[];
  /** What to do about it. */
  readonly runbook: string | undefined;
  /** Whether what a visitor wrote, and is called, is told; left out: no. */
  readonly texts?: boolean | undefined;
}

/** What a threshold may be of, as GraphQL names it; all of them say something over any time. */
export const THRESHOLD_MEASURES = [
  ...[
    'chatsStarted',
    'chatsBlocked',
    'episodesStarted',
    'episodesEngaged',
    'episodesMissed',
    'episodesUnanswered',
  ],
  ...['messagesVisitor', 'messagesOperator', 'messagesCopilot'],
  ...[
    'firstResponseSecondsAvg',
    'firstResponseSecondsP50',
    'firstResponseSecondsP90',
    'firstResponseSecondsP95',
  ],
  ...['firstAnswerSecondsAvg', 'firstAnswerSecondsP50', 'firstAnswerSecondsP90'],
  ...['replySecondsAvg', 'replySecondsP50', 'replySecondsP90'],
  ...['totalWaitSecondsAvg', 'totalWaitSecondsP50', 'totalWaitSecondsP90'],
  ...['closureSecondsAvg', 'closureSecondsP50', 'closureSecondsP90'],
  ...['ratings', 'ratingAvg', 'csatRate', 'ratingResponseRate'],
  ...['copilotInvolvementRate', 'copilotResolutionRate', 'copilotDurableResolutionRate', 'repeatContactRate'],
];

/** Of these nobody knows how much they vary by themselves: messages of one contact come together. */
const NOT_JUDGED = ['messagesVisitor', 'messagesOperator', 'messagesCopilot', 'chatsBlocked', 'ratings'];

/** What a change may be of: that of which `changes` has verdicts. */
export const CHANGE_MEASURES = THRESHOLD_MEASURES.filter(
  (name) => !NOT_JUDGED.includes(name) && !/^replySecondsP\d+$/.test(name),
);

/** Of the error budget of four weeks, in an hour and in a working day. */
export const FAST_BURN = 0.03;
export const SLOW_BURN = 0.1;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A day more than a week: so one by week is never missed. */
export const BACKUP_OLD_MS = 8 * 24 * HOUR;

type Ready = Pick<AlertRules, 'condition' | 'severity' | 'forMs' | 'keepFiringMs' | 'coolDownMs' | 'runbook'>;

/** Those that come with the service: docs/alerts.md says why they are as they are. */
export const READY_ALERTS: Readonly<Record<string, Ready>> = {
  'somebody-waits': {
    condition: { kind: 'waiting', longerThanMs: 10 * MINUTE, clock: 'WORKING', moreThan: 0 },
    ...{ severity: 'warning', forMs: 0, keepFiringMs: 0, coolDownMs: 15 * MINUTE },
    runbook: 'Answer, or ask somebody who can: the list of who waits leads to each chat.',
  },
  'bad-rating': {
    condition: { kind: 'rating', atMost: 2 },
    ...{ severity: 'info', forMs: 0, keepFiringMs: 0, coolDownMs: 0 },
    runbook: 'Read the chat, and write to the visitor while it is fresh.',
  },
  'unknown-type': {
    condition: { kind: 'unknownType' },
    ...{ severity: 'info', forMs: 0, keepFiringMs: 0, coolDownMs: 0 },
    runbook: 'Look for a newer version of this service, or tell its makers what the event means.',
  },
  'low-satisfaction': {
    condition: {
      ...{ kind: 'threshold', measure: 'csatRate', clock: 'CALENDAR', below: 0.8, above: undefined },
      ...{ overMs: 24 * HOUR, atLeast: 20 },
    },
    ...{ severity: 'warning', forMs: 0, keepFiringMs: HOUR, coolDownMs: 24 * HOUR },
    runbook: 'Look at the ratings of these hours, lowest first: is it one subject, page or person?',
  },
  'satisfaction-fell': {
    condition: {
      ...{ kind: 'change', measure: 'csatRate', unit: 'WEEK', direction: 'LOWER' },
      ...{ clock: 'CALENDAR', zone: 'UTC' },
    },
    ...{ severity: 'info', forMs: 0, keepFiringMs: 0, coolDownMs: 0 },
    runbook: 'Compare the weeks by page, team and copilot: what is another one than before?',
  },
  'target-burns': {
    condition: { kind: 'target', targets: [], fast: FAST_BURN, slow: SLOW_BURN },
    ...{ severity: 'warning', forMs: 0, keepFiringMs: 15 * MINUTE, coolDownMs: HOUR },
    runbook: 'See who waits and who answers now: are there too few people, or is it one subject?',
  },
  silence: {
    condition: { kind: 'silence', atLeastMs: 15 * MINUTE },
    ...{ severity: 'critical', forMs: 0, keepFiringMs: 0, coolDownMs: HOUR },
    runbook: "See whether SignalZen's webhooks still point here and whether the widget is on your pages.",
  },
  data: {
    condition: { kind: 'data', lateMs: 10 * MINUTE, coverageBelow: 0.95 },
    ...{ severity: 'critical', forMs: 2 * MINUTE, keepFiringMs: 5 * MINUTE, coolDownMs: HOUR },
    runbook: 'See the log of the service, and the figures of /metrics about the spool and the roll-ups.',
  },
  backup: {
    condition: { kind: 'backup', olderThanMs: BACKUP_OLD_MS },
    ...{ severity: 'warning', forMs: 0, keepFiringMs: 0, coolDownMs: 24 * HOUR },
    runbook:
      'Make one with `npm run backup`, and see why the timer that makes them does not: docs/backup.md.',
  },
};
