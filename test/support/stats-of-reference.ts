import type { Measures } from '../reference/measures';

/** The counts that GraphQL and the reference both name. */
export const COUNTED = [
  'chatsStarted',
  'episodesStarted',
  'episodesClosed',
  'messagesVisitor',
  'messagesOperator',
  'messagesCopilot',
  'messagesProactive',
  'emailSubscriptions',
  'transcriptsSent',
  'chatsBlocked',
  'chatsDestroyed',
  'closures',
  'ratings',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
  'copilotEnabledEvents',
  'copilotDisabledEvents',
] as const satisfies readonly (keyof Measures)[];

export type Stats = Readonly<Record<(typeof COUNTED)[number], number>> & {
  readonly closureSecondsAvg: number | null;
  readonly ratingAvg: number | null;
  readonly csatRate: number | null;
};

/** The selection of all of them. */
export const SELECTION = [...COUNTED, 'closureSecondsAvg', 'ratingAvg', 'csatRate'].join(' ');

/** What GraphQL must say where the reference says this. */
export function statsOf(measures: Measures): Stats {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, measures[name]])) as Stats;
  const { closureSeconds, ratings, rating1, rating2, rating3, rating4, rating5 } = measures;
  const milliseconds = closureSeconds.reduce((sum, seconds) => sum + Math.round(seconds * 1000), 0);
  const stars = rating1 + 2 * rating2 + 3 * rating3 + 4 * rating4 + 5 * rating5;
  return {
    ...counts,
    closureSecondsAvg: closureSeconds.length === 0 ? null : milliseconds / 1000 / closureSeconds.length,
    ratingAvg: ratings === 0 ? null : stars / ratings,
    csatRate: ratings === 0 ? null : (rating4 + rating5) / ratings,
  };
}
