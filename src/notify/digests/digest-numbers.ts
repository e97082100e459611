import { Injectable } from '@nestjs/common';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import { requireMeasure } from '../../answer/measures/registry/measures';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import { saysNothing } from '../../answer/measures/summary/says-nothing';
import { StatsService } from '../../answer/measures/stats/stats.service';
import { SummaryService } from '../../answer/measures/summary/summary.service';
import type { SummarySentence } from '../../answer/measures/summary/summary-sentence';
import { TARGET_COLUMNS } from '../../answer/measures/targets/target-row';
import type { TargetRow } from '../../answer/measures/targets/target-row';
import { targetsRequestOf, TargetsService } from '../../answer/measures/targets/targets.service';
import { UNBOUNDED } from '../../platform/access/caller';
import type { DigestRules, DigestSubject } from '../../platform/rules/digest-rules';
import type { JudgedChange } from '../../platform/words/change';
import type { Due } from './due-times';

/** What is told in a row of each time that was not sent before. */
export const EARLIER_MEASURES = ['episodesEngaged', 'firstAnswerSecondsP50', 'csatRate'] as const;

/** A measure, and how it has changed. */
export type DigestFigure = JudgedChange & { readonly measure: string };

export type EarlierValues = Readonly<Record<string, number | null>>;

/** All that a digest says, as numbers. */
export interface DigestNumbers {
  /** What has changed most, or the wait for a first answer, and how targets stand; none where nothing happened. */
  readonly sentences: readonly SummarySentence[];
  /** The largest changes that are certain and matter, the largest first. */
  readonly movements: readonly SummarySentence[];
  /** Of measures that mean something here, the leading ones first. */
  readonly figures: readonly DigestFigure[];
  readonly targets: readonly TargetRow[];
  /** Values of each time that was not sent before, in the same order. */
  readonly earlier: readonly EarlierValues[];
}

/** A week before a day is the same weekday: by the day before, every Saturday would be a change. */
const WEEK_DAYS = 7;

/** Asks what a digest says, as the page does for its first look. */
@Injectable()
export class DigestQuestions {
  constructor(
    private readonly summary: SummaryService,
    private readonly targets: TargetsService,
    private readonly stats: StatsService,
  ) {}

  /** @throws BadInput for a team that the numbers do not know yet; ClickHouseError */
  async ask(
    { every, clock }: Pick<DigestRules, 'every' | 'clock'>,
    { account, team }: DigestSubject,
    zone: string,
    { from, to }: Due,
    earlier: readonly Due[],
  ): Promise<DigestNumbers> {
    const filter = { accounts: listOf(account), teams: listOf(team) };
    const question = { from: new Date(from), to: new Date(to), timezone: zone, filter };
    const budget = new AnswerBudget();
    const compare = { compare: 'PREVIOUS_PERIOD', daysBefore: every === 'day' ? WEEK_DAYS : null } as const;
    const [{ sentences, movements, changes }, targets, values] = await Promise.all([
      this.summary.ask({ ...question, ...compare, clock }, UNBOUNDED, budget),
      this.targets.ask(targetsRequestOf(question, UNBOUNDED), budget, TARGET_COLUMNS.length),
      this.valuesOf(earlier, { zone, clock, filter: { ...NO_FILTER, ...filter } }, every),
    ]);
    return {
      // Who waits now is no news by the time that somebody reads it.
      sentences: sentences.filter(({ kind }) => kind !== 'WAITING'),
      movements,
      figures: changes
        .filter(({ measure }) => !saysNothing(measure, { ...NO_FILTER, ...filter }))
        .map(figureOf),
      ...{ targets, earlier: values },
    };
  }

  private async valuesOf(
    earlier: readonly Due[],
    question: Pick<Parameters<StatsService['ask']>[0], 'zone' | 'clock' | 'filter'>,
    every: DigestRules['every'],
  ): Promise<EarlierValues[]> {
    const [first, last] = [earlier[0], earlier.at(-1)];
    if (first === undefined || last === undefined) return [];
    const cells = await this.stats.ask(
      {
        ...question,
        ...{ from: first.from, to: last.to, granularity: GRANULARITY[every], weekStart: 'MONDAY' },
        measures: EARLIER_MEASURES.map(requireMeasure),
        ...{ groupBy: [], attribute: undefined, compare: undefined, fill: true, areOperatorsNamed: false },
        ...{ limit: earlier.length + 1, offset: 0 },
      },
      new AnswerBudget(),
    );
    const byTime = new Map([...cells].map(({ time, values }) => [time, values]));
    return earlier.map(({ from }) => byTime.get(from) ?? {});
  }
}

const GRANULARITY = { day: 'DAY', week: 'WEEK', month: 'MONTH' } as const;

/** Without what is of groups alone. */
function figureOf(change: DigestFigure): DigestFigure {
  const { measure, value, previous, n, nPrevious, changeLow, changeHigh, verdict } = change;
  const { previousKnown, matters } = change;
  return { measure, value, previous, n, nPrevious, changeLow, changeHigh, verdict, previousKnown, matters };
}

function listOf(name: string | undefined): string[] {
  return name === undefined ? [] : [name];
}
