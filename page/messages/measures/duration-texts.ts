import type { MeasureTexts } from './measure-texts';

/** What is said of the measures of a duration. */
interface DurationWords {
  /** What it is the time of, as `time` in src/answer/measures/registry/durations.ts. */
  readonly english: string;
  readonly average: string;
  /** @param percent such as 90 */
  readonly percentile: (percent: number) => string;
  readonly percents: readonly number[];
}

/** The texts of the average and of the percentiles of a duration. */
export function durationTexts({ english, average, percentile, percents }: DurationWords): MeasureTexts {
  return {
    [`Average time ${english}.`]: average,
    ...Object.fromEntries(
      percents.map((percent) => [
        `Percentile ${percent}, within 1 %: the time that ${percent} of 100 took at most, ${english}.`,
        percentile(percent),
      ]),
    ),
  };
}
