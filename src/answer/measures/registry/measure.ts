import type { ClusterSums, SampleSums } from '../statistics/means';
import type { Bins } from '../statistics/percentiles';
import type { Rate } from '../statistics/rates';
import type { StatsDimension } from '../stats/dimensions';

/** The kinds of facts there are: see clickhouse/schema/facts.sql and facts/run_facts.sql. */
export type FactKind =
  | 'chat_started'
  | `episode_${'started' | 'engaged' | 'empty' | 'outside_hours' | 'closed' | 'missed' | 'unanswered' | 'open'}`
  | `episode_${'repeated' | 'not_repeated'}`
  | 'rated_closure'
  | DurationKind
  | `message_${'visitor' | 'operator' | 'copilot' | 'proactive'}`
  | 'operator_message_unlinked'
  | `rating_${1 | 2 | 3 | 4 | 5}`
  | 'email_subscription'
  | 'transcript_sent'
  | 'chat_blocked'
  | 'chat_destroyed'
  | 'copilot_enabled'
  | 'copilot_disabled'
  | `copilot_${'eligible' | 'silent' | 'pending' | 'resolved' | 'abandoned' | 'handed_off'}`
  | `copilot_${'durable' | 'not_durable'}`
  | `target_${TargetResult}/${string}`;

/** What becomes of an episode or turn that a target covers. */
export type TargetResult = 'met' | 'breached' | 'pending' | 'ended_early' | 'last_word';

/** Facts whose value is a duration. */
export type DurationKind = 'first_response' | 'first_answer' | 'reply' | 'total_wait' | 'closure';

/** A percentile of the values of some kind: 50 is the median. */
export interface Percentile {
  readonly kind: DurationKind;
  readonly percent: number;
}

/** What the facts of one cell (a bucket of one group) come to. */
export interface FactSums {
  count(kind: FactKind): number;
  /** The sum of the facts' values, in milliseconds. */
  milliseconds(kind: FactKind): number;
  /** The sum of the squares of the facts' values. */
  squares(kind: FactKind): bigint;
  /** In milliseconds, within 1 %; null where there is no fact. */
  percentile(percentile: Percentile): number | null;
  /** All facts of a duration, in milliseconds, each within 1 %. */
  bins(kind: DurationKind): Bins;
  /** The replies, in milliseconds, as episodes have them. */
  episodesOfReplies(): ClusterSums;
  /** Episodes that are open at the end of the bucket, or now in one that has not ended. */
  readonly open: number;
}

/**
 * When an episode is counted. A fact at its start is named by the episode's number, one at its close by the event that
 * closed it.
 */
export type EpisodesAt = 'start' | 'close';

export type Direction = 'UP' | 'DOWN' | 'NEUTRAL';
export type Unit = 'chats' | 'episodes' | 'messages' | 'events' | 'ratings' | 'stars' | 'seconds' | 'ratio';

/** One definition of a number, for every place that shows it. The words are those of docs/metrics.md. */
export interface Measure {
  readonly name: string;
  readonly description: string;
  readonly unit: Unit;
  /** The event that decides into which bucket a value falls. */
  readonly anchor: string;
  /** Which way is good. */
  readonly direction: Direction;
  /** By which a group or a filter leaves it without a meaning, as an operator does what nobody answered. */
  readonly saysNothingBy: readonly StatsDimension[];
  /** A count is a whole number and never null; anything else is null where there is nothing to compute it from. */
  readonly isCount: boolean;
  /** What it is summed up from; `episode_open` stands for {@link FactSums.open}. */
  readonly kinds: readonly FactKind[];
  readonly percentile?: Percentile;
  /** What it is computed from besides. */
  readonly needs?: Needs;
  /** Of what is no count: what its interval, and that of a change of it, are computed from, if it has any. */
  readonly estimate?: Estimate;
  /** Of a number of episodes: when each is counted. With it the same episodes can be listed. */
  readonly episodesAt?: EpisodesAt;
  compute(sums: FactSums): number | null;
}

/** What tells how far a number may be from the true one: see "How sure" in docs/metrics.md. */
export type Estimate = { readonly needs?: Needs } & (
  | { readonly of: 'rate'; rateIn(sums: FactSums): Rate }
  | {
      readonly of: 'mean';
      /** Independent of each other, and whole numbers. */
      samplesIn(sums: FactSums): SampleSums;
      /** How many of what is summed up make one of the measure's unit. */
      readonly perUnit: number;
    }
  | {
      readonly of: 'ratio';
      /** Several samples of a cluster are alike; clusters are independent of each other. */
      clustersIn(sums: FactSums): ClusterSums;
      readonly perUnit: number;
    }
  | { readonly of: 'percentile'; readonly percentile: Percentile }
);

/**
 * What is read of facts only where it is needed: the sum of the squares of their values, all their bins, or the replies
 * by episode.
 */
export type Needs = 'squares' | 'bins' | 'episodes';

/** Anchors that many measures have. */
export const EPISODE_START = 'the start of the episode';
export const EPISODE_CLOSE = 'the close';

type Words = Pick<Measure, 'description' | 'unit' | 'anchor'> &
  Partial<Pick<Measure, 'direction' | 'saysNothingBy'>>;

const USUAL = { direction: 'NEUTRAL', saysNothingBy: [] } as const;

/** The number of facts of some kinds. */
export function countOf(name: string, kinds: readonly FactKind[], words: Words): Measure {
  return {
    name,
    ...USUAL,
    ...words,
    isCount: true,
    kinds,
    compute: (sums) => kinds.reduce((total, kind) => total + sums.count(kind), 0),
  };
}

/** The number of episodes, each of which has one fact of these kinds at most. */
export function countOfEpisodes(
  name: string,
  kinds: readonly FactKind[],
  episodesAt: EpisodesAt,
  words: Omit<Words, 'unit' | 'anchor'>,
): Measure {
  const anchor = episodesAt === 'start' ? EPISODE_START : EPISODE_CLOSE;
  return { ...countOf(name, kinds, { ...words, unit: 'episodes', anchor }), episodesAt };
}

/** A quotient of two sums; null when there is nothing to divide by. If it is a ratio, it is judged as a rate. */
export function quotientOf(
  name: string,
  kinds: readonly FactKind[],
  words: Words,
  parts: (sums: FactSums) => { dividend: number; divisor: number },
): Measure {
  return {
    name,
    ...USUAL,
    ...words,
    isCount: false,
    kinds,
    compute: (sums) => {
      const { dividend, divisor } = parts(sums);
      return divisor === 0 ? null : dividend / divisor;
    },
    ...(words.unit === 'ratio' ? { estimate: rateEstimate(parts) } : {}),
  };
}

function rateEstimate(parts: (sums: FactSums) => { dividend: number; divisor: number }): Estimate {
  return {
    of: 'rate',
    rateIn: (sums) => {
      const { dividend, divisor } = parts(sums);
      return { part: dividend, whole: divisor };
    },
  };
}

/** The number of one kind to the number of some. */
export function rateOf(
  name: string,
  kind: FactKind,
  among: readonly FactKind[],
  words: Omit<Words, 'unit'>,
): Measure {
  return quotientOf(name, [...new Set([kind, ...among])], { ...words, unit: 'ratio' }, (sums) => ({
    dividend: sums.count(kind),
    divisor: among.reduce((total, one) => total + sums.count(one), 0),
  }));
}
