import { resolveRange } from '../../measures/calendar/range-input';
import { EPISODE_COLUMNS, EPISODE_STATUS } from '../../lists/episodes/episode';
import type { EpisodeListService } from '../../lists/episodes/episode-list.service';
import { ALL_STARTED, TARGET_COUNT } from '../../measures/registry/episode-counts';
import { EPISODE_COUNT_NAMES } from '../../measures/registry/episode-counts';
import { resolveFilter } from '../../measures/stats/filter-input';
import { defineReport } from '../define-report';
import { CLOCK_PARAMETER, FILTER, filterInput, PART } from '../parameters/common-parameters';
import { text, word } from '../parameters/single-parameters';
import { partOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `episodes`, all of it. */
export function episodesReport(episodes: EpisodeListService): Report {
  return defineReport({
    name: 'episodes',
    description:
      'One row per episode behind a number, by the time at which the number counts it: as many as stats.episodesStarted, or the measure in "behind", counts with the same range and filter.',
    scope: 'contacts',
    narrowedBy: 'everything',
    parameters: {
      ...FILTER,
      behind: {
        ...text(
          'behind',
          ALL_STARTED,
          'Only the episodes that this measure counts, by the time at which it does: episodesMissed, closures, …; or those behind a figure of a target, as in breached/<target> (met, breached, pending, endedEarly, lastWords).',
        ),
        schema: {
          type: 'string',
          anyOf: [{ enum: EPISODE_COUNT_NAMES.values }, { pattern: TARGET_COUNT.source }],
          default: ALL_STARTED,
        },
      },
      status: word('status', EPISODE_STATUS, undefined, 'Only episodes that are so now.'),
      clock: CLOCK_PARAMETER,
      ...PART,
    },
    columns: EPISODE_COLUMNS,
    rows: (values, bounds, signal) => {
      const request = {
        range: resolveRange(values, values.timezone),
        filter: resolveFilter(filterInput(values), bounds),
        behind: episodes.behind(values.behind),
        status: values.status,
        search: undefined,
        clock: values.clock,
      };
      return partOf(episodes.all(request, signal), values);
    },
  });
}
