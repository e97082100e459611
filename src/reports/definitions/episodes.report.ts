import { rangeOf } from '../../measures/calendar/given-range';
import { EPISODE_COLUMNS, EPISODE_STATUS } from '../../measures/episodes/episode';
import type { EpisodeListService } from '../../measures/episodes/episode-list.service';
import { filterOf } from '../../measures/stats/given-filter';
import { defineReport } from '../define-report';
import { FILTER, givenFilter, PART } from '../parameters/common-parameters';
import { word } from '../parameters/single-parameters';
import { partOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `episodes`, all of it. */
export function episodesReport(episodes: EpisodeListService): Report {
  return defineReport({
    name: 'episodes',
    description:
      'One row per episode, by its start: with the same range and filter as many as stats.episodesStarted counts.',
    parameters: {
      ...FILTER,
      status: word('status', EPISODE_STATUS, undefined, 'Only episodes that are so now.'),
      ...PART,
    },
    columns: EPISODE_COLUMNS,
    rows: (values, signal) => {
      const filter = filterOf(givenFilter(values));
      return partOf(episodes.allStarted(rangeOf(values), filter, values.status, signal), values);
    },
  });
}
