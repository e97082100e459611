import type { ColumnsOf, Enumeration } from '../columns/column';
import { VERDICT } from '../changes/change';
import type { Verdict } from '../statistics/verdict';

export const SUMMARY_KINDS = ['WAITING', 'CHANGE', 'FIGURE', 'TARGET'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];

/** A sentence as data: what it says, how sure that is, and where more is. Words are for whoever shows it. */
export interface SummarySentence {
  readonly kind: SummaryKind;
  readonly measure: string | null;
  readonly target: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly previous: number | null;
  readonly goal: number | null;
  readonly n: number;
  readonly nPrevious: number | null;
  readonly verdict: Verdict | null;
  readonly matters: boolean | null;
  readonly targets: number | null;
  readonly targetsBelow: number | null;
  readonly link: string;
}

/** A sentence of which what is not said is null. */
export function sentence(
  said: Pick<SummarySentence, 'kind' | 'n' | 'link'> & Partial<SummarySentence>,
): SummarySentence {
  return {
    ...{ measure: null, target: null, value: null, low: null, high: null, previous: null, goal: null },
    ...{ nPrevious: null, verdict: null, matters: null, targets: null, targetsBelow: null },
    ...said,
  };
}

const KIND: Enumeration<SummaryKind> = {
  name: 'SummaryKind',
  description:
    'WAITING: who waits now, and how many of them beyond a target. CHANGE: the largest change that is certain and matters. FIGURE: where there is none, the wait for a first answer. TARGET: the target that is farthest below its goal, or nearest to it.',
  values: SUMMARY_KINDS,
};

export const SENTENCE_COLUMNS: ColumnsOf<SummarySentence> = [
  { name: 'kind', type: 'ENUM', values: KIND, isNullable: false },
  {
    name: 'measure',
    type: 'TEXT',
    isNullable: true,
    description: 'Of CHANGE and FIGURE, as the query `measures` names it.',
  },
  { name: 'target', type: 'TEXT', isNullable: true, description: 'Of TARGET: its name in the rules.' },
  {
    name: 'value',
    type: 'NUMBER',
    isNullable: true,
    description:
      'Of CHANGE and FIGURE the measure; of TARGET the share that kept it; of WAITING how many wait beyond a target, null where the rules name none.',
  },
  {
    name: 'low',
    type: 'NUMBER',
    isNullable: true,
    description:
      'The lower end of the 95 % interval: of CHANGE and FIGURE that of the change, as `changes` has it; of TARGET that of the share.',
  },
  { name: 'high', type: 'NUMBER', isNullable: true, description: 'The upper end.' },
  {
    name: 'previous',
    type: 'NUMBER',
    isNullable: true,
    description: 'Of CHANGE and FIGURE: what the measure was before.',
  },
  { name: 'goal', type: 'NUMBER', isNullable: true, description: 'Of TARGET: the share that shall keep it.' },
  {
    name: 'n',
    type: 'WHOLE',
    isNullable: false,
    description: 'Of how many samples it is; of WAITING how many wait.',
  },
  { name: 'nPrevious', type: 'WHOLE', isNullable: true, description: 'Of CHANGE and FIGURE.' },
  {
    name: 'verdict',
    type: 'ENUM',
    values: VERDICT,
    isNullable: true,
    description:
      'Of CHANGE and FIGURE that of the change; of TARGET how the share stands to its goal: HIGHER or LOWER only if all of its interval is.',
  },
  {
    name: 'matters',
    type: 'BOOLEAN',
    isNullable: true,
    description: 'Of CHANGE and FIGURE, as `changes` has it.',
  },
  { name: 'targets', type: 'WHOLE', isNullable: true, description: 'Of TARGET: how many were looked at.' },
  {
    name: 'targetsBelow',
    type: 'WHOLE',
    isNullable: true,
    description: 'Of TARGET: how many of them are below their goal.',
  },
  {
    name: 'link',
    type: 'TEXT',
    isNullable: false,
    description: 'Where the page shows what is behind it: the query of its address, or the fragment.',
  },
];
