import { resolveRange } from '../../measures/calendar/range-input';
import { RATING_COLUMNS } from '../../lists/ratings/rating';
import type { RatingListService } from '../../lists/ratings/rating-list.service';
import { resolveFilter } from '../../measures/stats/filter-input';
import { defineReport } from '../define-report';
import { FILTER, filterInput, PART } from '../parameters/common-parameters';
import { partOf } from '../portions';
import type { Report } from '../report';

/** A row for each rating that `stats` counts. */
export function ratingsReport(ratings: RatingListService): Report {
  return defineReport({
    name: 'ratings',
    description:
      'One row per rating, by the time of its last value: as many as stats.ratings counts with the same range and filter.',
    scope: 'contacts',
    narrowedBy: 'everything',
    parameters: { ...FILTER, ...PART },
    columns: RATING_COLUMNS,
    rows: (values, bounds, signal) =>
      partOf(
        ratings.all(
          resolveRange(values, values.timezone),
          resolveFilter(filterInput(values), bounds),
          signal,
        ),
        values,
      ),
  });
}
