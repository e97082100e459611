import { Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import type { Comparison } from '../calendar/calendar-shift';
import type { RangeInput } from '../calendar/range-input';
import { ChangesService } from '../changes/changes.service';
import type { Change, WeighedChange } from '../changes/change';
import type { Clock } from '../clock';
import type { AnswerBudget } from '../limits/answer-budget';
import { LiveService } from '../live/live.service';
import type { StatsFilter } from '../stats/dimensions';
import type { FilterInput } from '../stats/filter-input';
import { requireDaysBefore } from '../stats/stats-input';
import { TARGET_COLUMNS } from '../targets/target-row';
import { targetsRequestOf, TargetsService } from '../targets/targets.service';
import { certainChanges } from './choose-change';
import { saysNothing } from './says-nothing';
import { sentence } from './summary-sentence';
import type { SummarySentence } from './summary-sentence';
import { targetSentence } from './target-sentence';

/**
 * Among the changes of these it is chosen which one to tell: each says something else, in words that people have for
 * it.
 */
export const SUMMARY_MEASURES: readonly string[] = [
  ...['episodesEngaged', 'firstAnswerSecondsP50', 'csatRate', 'copilotResolutionRate'],
  ...['firstResponseSecondsP50', 'closureSecondsP50', 'episodesMissed', 'episodesUnanswered'],
  ...['totalWaitSecondsP50', 'copilotInvolvementRate', 'repeatContactRate'],
];
/** Of the changes that are certain. */
const MAX_MOVEMENTS = 3;
/** What is told where nothing has changed for certain. */
const FIRST_ANSWER = 'firstAnswerSecondsP50';

/** A question for the summary. */
export interface SummaryInput extends RangeInput {
  readonly timezone?: string | null;
  readonly compare: Comparison | 'NONE';
  readonly daysBefore?: number | null;
  /** On which durations are. */
  readonly clock: Clock;
  readonly filter?: FilterInput | null;
}

/** What matters in a range, in a few sentences, and the changes among which these were chosen. */
export interface Summary {
  readonly sentences: readonly SummarySentence[];
  /** The largest changes that are certain and matter, of which the first is among the sentences: three at most. */
  readonly movements: readonly SummarySentence[];
  readonly changes: readonly Change[];
}

/** Tells what matters: for the top of the page, and whoever else has room for a few sentences. */
@Injectable()
export class SummaryService {
  constructor(
    private readonly changes: ChangesService,
    private readonly targets: TargetsService,
    private readonly live: LiveService,
  ) {}

  /**
   * At most three sentences: who waits, the largest change that is certain and matters (or the wait for a first
   * answer), the targets. A range that has not ended is compared as far as it is counted. A share link is told nothing
   * of now.
   * @throws as {@link ChangesService.ask} and {@link TargetsService.ask} do
   */
  async ask(input: SummaryInput, bounds: Bounds, budget: AnswerBudget): Promise<Summary> {
    const { compare, daysBefore, clock, ...question } = input;
    const request = targetsRequestOf(question, bounds);
    const { from, to, zone, filter } = request;
    const [changes, rows, waiting] = await Promise.all([
      compare === 'NONE'
        ? []
        : this.changes.ask({
            ...{ from, to, zone, compare, clock, filter },
            measures: SUMMARY_MEASURES,
            daysBefore: requireDaysBefore(daysBefore, compare),
            soFar: true,
          }),
      this.targets.ask(request, budget, TARGET_COLUMNS.length),
      bounds.view === undefined ? this.waitingSentence(filter, clock) : undefined,
    ]);
    const told = changes.filter(({ measure }) => !saysNothing(measure, filter));
    const movements = certainChanges(told).flatMap((change) => changeSentence('CHANGE', change) ?? []);
    const first = told.find(({ measure }) => measure === FIRST_ANSWER);
    const moved = movements[0] ?? (first && changeSentence('FIGURE', first));
    const sentences = [waiting, moved, targetSentence(rows)].filter((one) => one !== undefined);
    return { sentences, movements: movements.slice(0, MAX_MOVEMENTS), changes };
  }

  private async waitingSentence(filter: StatsFilter, clock: Clock): Promise<SummarySentence | undefined> {
    const { episodesWaiting, episodesOverdue } = await this.live.now(filter, clock);
    if (episodesWaiting === 0) return undefined;
    return sentence({ kind: 'WAITING', n: episodesWaiting, value: episodesOverdue, link: '?view=live' });
  }
}

function changeSentence(kind: 'CHANGE' | 'FIGURE', change: WeighedChange): SummarySentence | undefined {
  const { measure, value, changeLow, changeHigh, n, nPrevious, verdict, matters } = change;
  if (value === null) return undefined;
  const previous = change.previousKnown ? change.previous : null;
  return sentence({
    ...{ kind, measure, value, previous, low: changeLow, high: changeHigh, n, nPrevious, verdict, matters },
    link: `#${measure}`,
  });
}
