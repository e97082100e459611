import type { NamedOperator } from '../api/overview';
import type { TableRow } from '../api/table';
import { asListed, operatorValue } from '../format/operator-value';
import { t } from '../messages/text';
import { attributeOf } from '../view/table-shown';
import type { TableShown } from '../view/table-shown';
import type { Selection } from '../view/view';
import { CASE_COLUMNS, COPILOT_COLUMNS, PEOPLE_COLUMNS } from './table-columns';
import type { TableColumn } from './table-columns';

/** What tells the rows of a table from each other, and targets of the same group. */
type Group = Pick<TableRow, 'account' | 'operator' | 'team' | 'page' | 'copilot' | 'attribute'>;

/** What a table is made of that is by one dimension. */
export interface TableKind {
  /** In GraphQL's terms. */
  readonly groupBy: 'OPERATOR' | 'TEAM' | 'PAGE' | 'ACCOUNT' | 'COPILOT' | 'ATTRIBUTE';
  /** What a row is of. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** By what it is ordered at first. */
  readonly firstOrder: string;
  readonly keyOf: (group: Group) => string;
  readonly nameOf: (row: TableRow) => string;
  /** The filter that leaves a row alone. */
  readonly selectionOf: (row: TableRow, operators: readonly NamedOperator[]) => Partial<Selection>;
}

const PEOPLE = { columns: PEOPLE_COLUMNS, firstOrder: 'messagesOperator' } as const;
const CASES = { columns: CASE_COLUMNS, firstOrder: 'episodesEngaged' } as const;

/** @param selection what is chosen already: values of other attributes stay chosen */
export function tableKind(table: TableShown, selection: Selection): TableKind {
  const attribute = attributeOf(table);
  if (attribute !== undefined) return ofAttribute(attribute, selection);
  switch (table) {
    case 'teams':
      return {
        ...PEOPLE,
        groupBy: 'TEAM',
        title: t('filter.team'),
        keyOf: ({ team }) => team ?? '',
        nameOf: ({ team }) => named(team),
        selectionOf: ({ team }) => ({ teams: [team ?? ''] }),
      };
    case 'pages':
      return {
        ...CASES,
        groupBy: 'PAGE',
        title: t('filter.page'),
        keyOf: ({ page }) => page ?? '',
        nameOf: ({ page }) => named(page),
        selectionOf: ({ page }) => ({ pages: [page ?? ''] }),
      };
    case 'accounts':
      return {
        ...CASES,
        groupBy: 'ACCOUNT',
        title: t('filter.account'),
        keyOf: ({ account }) => account ?? '',
        nameOf: ({ account }) => named(account),
        selectionOf: ({ account }) => ({ accounts: [account ?? ''] }),
      };
    case 'copilot':
      return {
        ...{ groupBy: 'COPILOT', columns: COPILOT_COLUMNS, firstOrder: 'episodesEngaged' },
        title: t('filter.copilot'),
        keyOf: ({ copilot }) => String(copilot),
        nameOf: ({ copilot }) => t(copilot === true ? 'tables.withCopilot' : 'tables.people'),
        selectionOf: ({ copilot }) => ({ copilot: copilot === true }),
      };
    case 'operators':
    default:
      return {
        ...PEOPLE,
        groupBy: 'OPERATOR',
        title: t('column.operator'),
        keyOf: ({ account, operator }) => operatorValue(account ?? '', operator ?? ''),
        nameOf: ({ operatorName, operator }) => operatorName ?? operator ?? '',
        selectionOf: ({ account, operator }, operators) => ({
          operators: [asListed(operatorValue(account ?? '', operator ?? ''), operators)],
        }),
      };
  }
}

function ofAttribute(attribute: string, { attributes }: Selection): TableKind {
  return {
    ...CASES,
    groupBy: 'ATTRIBUTE',
    title: attribute,
    keyOf: ({ attribute: value }) => value ?? '',
    nameOf: ({ attribute: value }) => named(value),
    selectionOf: ({ attribute: value }) => ({
      attributes: new Map([...attributes, [attribute, [value ?? '']]]),
    }),
  };
}

function named(value: string | null): string {
  return value === null || value === '' ? t('filter.nobody') : value;
}
