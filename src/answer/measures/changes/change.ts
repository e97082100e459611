import type { ColumnsOf, Enumeration } from '../columns/column';
import { VERDICTS } from '../statistics/verdict';
import type { Verdict } from '../statistics/verdict';
import { DIMENSION_COLUMNS } from '../stats/stats-columns';
import type { Group } from '../stats/stats-request';

/** How a measure changed between a range and the one before it, of one group or as a whole. */
export interface Change extends Group {
  readonly measure: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  readonly change: number | null;
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  readonly verdict: Verdict | null;
  readonly previousKnown: boolean;
  readonly matters: boolean | null;
  readonly dispersionAssumed: boolean;
  readonly certainAmongGroups: boolean | null;
}

/** With what a choice among changes goes by. */
export interface WeighedChange extends Change {
  /** How probable it is by chance alone; null where it is not certain. */
  readonly chance: number | null;
  /** How many times as large it is as one that matters; null where there is no change. */
  readonly weight: number | null;
}

export const VERDICT: Enumeration<Verdict> = {
  name: 'Verdict',
  description: 'Whether a change is more than chance: see "How sure" in docs/metrics.md.',
  values: VERDICTS,
};

export const CHANGE_COLUMNS: ColumnsOf<Change> = [
  { name: 'measure', type: 'TEXT', isNullable: false },
  { name: 'value', type: 'NUMBER', isNullable: true },
  { name: 'previous', type: 'NUMBER', isNullable: true },
  {
    name: 'n',
    type: 'WHOLE',
    isNullable: false,
    description: 'Of how many samples the value is; of a count the count itself.',
  },
  { name: 'nPrevious', type: 'WHOLE', isNullable: false },
  {
    name: 'change',
    type: 'NUMBER',
    isNullable: true,
    description: 'value - previous for rates, averages and percentiles; value / previous - 1 for counts.',
  },
  { name: 'changeLow', type: 'NUMBER', isNullable: true, description: 'The lower end of its 95 % interval.' },
  { name: 'changeHigh', type: 'NUMBER', isNullable: true, description: 'The upper end.' },
  {
    name: 'verdict',
    type: 'ENUM',
    values: VERDICT,
    isNullable: true,
    description:
      'Null for counts of messages and other events, for percentiles of replies, and where previousKnown is false.',
  },
  {
    name: 'previousKnown',
    type: 'BOOLEAN',
    isNullable: false,
    description:
      'Whether anything was known of the accounts when the range before began. Where not, it holds less than happened, and nobody can tell what has changed.',
  },
  {
    name: 'matters',
    type: 'BOOLEAN',
    isNullable: true,
    description:
      'Whether the change is as large as one that matters: 2 points of a rate, 5 % of anything else, unless `matters` in the rules says otherwise. A smaller one is "about the same", however certain it is. Null where there is no change.',
  },
  {
    name: 'dispersionAssumed',
    type: 'BOOLEAN',
    isNullable: false,
    description:
      'True for a count where fewer than 28 days tell how much it varies: it is then judged as if its variance were twice its mean.',
  },
  {
    name: 'certainAmongGroups',
    type: 'BOOLEAN',
    isNullable: true,
    description:
      'Whether the change is certain though it is one of many: by Benjamini and Hochberg at 5 % over the groups, for each measure. Who looks for those that stand out goes by this, and not by the verdict. Null where nothing is grouped.',
  },
  ...DIMENSION_COLUMNS,
];
