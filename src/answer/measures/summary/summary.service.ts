import { Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import type { Comparison } from '../calendar/calendar-shift';
import type { RangeInput } from '../calendar/range-input';
import { ChangesService } from '../changes/changes.service';
import type { Change, WeighedChange } from '../changes/change';
import type { Clock } from '../clock';
import type { AnswerBudget } from '../limits/answer-budget';
import { LiveService } from '../live/live.service';
import { requireMeasure } from '../registry/measures';
import type { StatsDimension, StatsFilter } from '../stats/dimensions';
import type { FilterInput } from '../stats/filter-input';
import { requireDaysBefore } from '../stats/stats-input';
import { TARGET_COLUMNS } from '../targets/target-row';
import { targetsRequestOf, TargetsService } from '../targets/targets.service';
import { chooseChange } from './choose-change';
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
    const sentences = [waiting, changeSentence(changes, filter), targetSentence(rows)];
    return { sentences: sentences.filter((one) => one !== undefined), changes };
  }

  private async waitingSentence(filter: StatsFilter, clock: Clock): Promise<SummarySentence | undefined> {
    const { episodesWaiting, episodesOverdue } = await this.live.now(filter, clock);
    if (episodesWaiting === 0) return undefined;
    return sentence({ kind: 'WAITING', n: episodesWaiting, value: episodesOverdue, link: '?view=live' });
  }
}

function changeSentence(changes: readonly WeighedChange[], filter: StatsFilter): SummarySentence | undefined {
  const told = changes.filter(({ measure }) => !saysNothing(measure, filter));
  const chosen = chooseChange(told);
  const change = chosen ?? told.find(({ measure }) => measure === FIRST_ANSWER);
  if (change === undefined || change.value === null) return undefined;
  const { measure, value, changeLow, changeHigh, n, nPrevious, verdict, matters } = change;
  const previous = change.previousKnown ? change.previous : null;
  return sentence({
    kind: chosen === undefined ? 'FIGURE' : 'CHANGE',
    ...{ measure, value, previous, low: changeLow, high: changeHigh, n, nPrevious, verdict, matters },
    link: `#${measure}`,
  });
}

/** Whether a filter leaves a measure without a meaning, as an operator does what nobody answered. */
function saysNothing(measure: string, { operators, teams, copilot }: StatsFilter): boolean {
  const filtered: readonly (readonly [StatsDimension, boolean])[] = [
    ['OPERATOR', operators.length > 0],
    ['TEAM', teams.length > 0],
    ['COPILOT', copilot !== undefined],
  ];
  const { saysNothingBy } = requireMeasure(measure);
  return filtered.some(([dimension, isFiltered]) => isFiltered && saysNothingBy.includes(dimension));
}
