import { countOf, countOfEpisodes, EPISODE_CLOSE, EPISODE_START } from './measure';
import type { DurationKind, EpisodesAt, Estimate, Measure } from './measure';

interface Duration {
  /** Names of the measures: `closures`, `closureSecondsAvg`, … */
  readonly count: string;
  readonly stem: string;
  readonly kind: DurationKind;
  readonly percents: readonly number[];
  /** What the samples are, and what each is the time of. */
  readonly samples: string;
  readonly time: string;
  /** One sample an episode, at its start or its close, or one a turn. */
  readonly at: EpisodesAt | 'turn';
}

const ANCHORS = {
  start: EPISODE_START,
  close: EPISODE_CLOSE,
  turn: 'the first message of the turn',
} as const;

const DURATIONS: readonly Duration[] = [
  {
    count: 'firstResponses',
    stem: 'firstResponse',
    kind: 'first_response',
    percents: [50, 90, 95, 99],
    samples: 'Episodes in which an operator answered the visitor',
    time: "from the visitor's first message, or from the hand-off if the copilot had the chat before, to the first message of an operator",
    at: 'start',
  },
  {
    count: 'firstAnswers',
    stem: 'firstAnswer',
    kind: 'first_answer',
    percents: [50, 90],
    samples: 'Episodes in which an operator or the copilot answered the visitor',
    time: "from the visitor's first message to the first message of an operator or the copilot",
    at: 'start',
  },
  {
    count: 'replies',
    stem: 'reply',
    kind: 'reply',
    percents: [50, 90],
    samples: 'Turns of a visitor that an operator ended',
    time: 'from the first message of a turn of the visitor to the message of the operator that ended it',
    at: 'turn',
  },
  {
    count: 'totalWaits',
    stem: 'totalWait',
    kind: 'total_wait',
    percents: [50, 90],
    samples:
      'Episodes that are over, closed or idle, and in which an operator or the copilot answered the visitor',
    time: 'that the visitor of an episode waited in all: in each turn until an operator or the copilot answered, in a last one that nobody answered until the end',
    at: 'start',
  },
  {
    count: 'closures',
    stem: 'closure',
    kind: 'closure',
    percents: [50, 90, 95, 99],
    samples: 'Closed episodes with a known start',
    time: 'from the start of an episode to its first close',
    at: 'close',
  },
];

/** How long things took. */
export const DURATION_MEASURES: readonly Measure[] = DURATIONS.flatMap(measuresOf);

function measuresOf({ count, stem, kind, percents, samples, time, at }: Duration): Measure[] {
  const description = `${samples}: the samples of the time.`;
  const anchor = ANCHORS[at];
  return [
    at === 'turn'
      ? countOf(count, [kind], { description, unit: 'messages', anchor })
      : countOfEpisodes(count, [kind], at, { description }),
    {
      name: `${stem}SecondsAvg`,
      description: `Average time ${time}.`,
      unit: 'seconds',
      anchor,
      direction: 'DOWN',
      saysNothingBy: [],
      isCount: false,
      kinds: [kind],
      compute: (sums) => averageSeconds(sums.milliseconds(kind), sums.count(kind)),
      estimate: at === 'turn' ? averageOfReplies() : averageOf(kind),
    },
    ...percents.map((percent): Measure => {
      const percentile = { kind, percent };
      return {
        name: `${stem}SecondsP${percent}`,
        description: `Percentile ${percent}, within 1 %: the time that ${percent} of 100 took at most, ${time}.`,
        unit: 'seconds',
        anchor,
        direction: 'DOWN',
        saysNothingBy: [],
        isCount: false,
        kinds: [kind],
        percentile,
        compute: (sums) => {
          const milliseconds = sums.percentile(percentile);
          return milliseconds === null ? null : milliseconds / 1000;
        },
        ...(at === 'turn' ? {} : { estimate: { of: 'percentile', percentile, needs: 'bins' } }),
      };
    }),
  ];
}

/** Of one sample an episode: these are independent, where several of one are alike. */
function averageOf(kind: DurationKind): Estimate {
  return {
    of: 'mean',
    perUnit: 1000,
    needs: 'squares',
    samplesIn: (sums) => ({
      count: BigInt(sums.count(kind)),
      sum: BigInt(sums.milliseconds(kind)),
      squares: sums.squares(kind),
    }),
  };
}

/** Of several samples an episode. */
function averageOfReplies(): Estimate {
  return {
    of: 'ratio',
    perUnit: 1000,
    needs: 'episodes',
    clustersIn: (sums) => sums.episodesOfReplies(),
  };
}

/** Of whole milliseconds: the average of equal times is that time, to the last digit. */
function averageSeconds(milliseconds: number, count: number): number | null {
  return count === 0 ? null : milliseconds / count / 1000;
}
