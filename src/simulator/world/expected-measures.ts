import type { MomentMeasure } from './chat-truth';
import { MOMENT_MEASURES } from './chat-truth';
import type { World } from './model';
import { rangeOf } from './world-options';

/** What docs/metrics.md makes of a world, by what its makers wrote down; durations are seconds. */
export interface ExpectedMeasures extends Readonly<Record<MomentMeasure, number>> {
  readonly episodesStarted: number;
  readonly episodesClosed: number;
  readonly closures: number;
  /** One sample per closure, ascending. */
  readonly closureSeconds: readonly number[];
  readonly ratings: number;
  readonly rating1: number;
  readonly rating2: number;
  readonly rating3: number;
  readonly rating4: number;
  readonly rating5: number;
}

/** The expectation for `from <= t < to` (UTC milliseconds), or for all of the world. */
export function expectedMeasures(
  { chats, options }: World,
  { from, to } = rangeOf(options),
): ExpectedMeasures {
  const isIn = (at: number | undefined): at is number => at !== undefined && from <= at && at < to;
  const truths = chats.map(({ truth }) => truth);
  const moments = truths.flatMap((truth) => truth.moments).filter(({ at }) => isIn(at));
  const ratings = truths.flatMap((truth) => truth.ratings).filter(({ at }) => isIn(at));
  const rated = (value: number) => ratings.filter((rating) => rating.value === value).length;
  const episodes = truths.flatMap((truth) => truth.episodes);
  const closed = episodes.filter(({ closedAt }) => isIn(closedAt));
  const closureSeconds = closed
    .flatMap(({ startedAt, closedAt = NaN }) =>
      startedAt === undefined ? [] : [(closedAt - startedAt) / 1000],
    )
    .sort((a, b) => a - b);
  return {
    ...countsOf(moments.map(({ measure }) => measure)),
    episodesStarted: episodes.filter(({ startedAt }) => isIn(startedAt)).length,
    episodesClosed: closed.length,
    closures: closureSeconds.length,
    closureSeconds,
    ratings: ratings.length,
    rating1: rated(1),
    rating2: rated(2),
    rating3: rated(3),
    rating4: rated(4),
    rating5: rated(5),
  };
}

function countsOf(measures: readonly MomentMeasure[]): Record<MomentMeasure, number> {
  const counts = Object.fromEntries(MOMENT_MEASURES.map((measure) => [measure, 0])) as Record<
    MomentMeasure,
    number
  >;
  for (const measure of measures) counts[measure] += 1;
  return counts;
}
