import { TABLE, TABLE_CHANGES } from '../api/table';
import type { GroupedChange, TableData } from '../api/table';
import type { FiguresRequest } from '../store/figures-store';
import type { PageStore } from '../store/page-store';
import { questionOf } from '../view/question-of';
import { attributeOf } from '../view/table-shown';
import type { TableShown } from '../view/table-shown';
import { PEOPLE_COLUMNS } from './table-columns';
import { tableKind } from './table-kind';

/** An answer beside what was asked. */
export interface TableAnswer {
  readonly table: TableShown;
  readonly request: FiguresRequest;
  readonly data: TableData;
}

/** Of pages and attributes all facts are read, and twice as many beside a range before. */
const LONGEST_OF_FACTS_MS = 92 * 86_400_000;

/** How figures have changed, beside what was asked. */
export interface TableChanges extends Omit<TableAnswer, 'data'> {
  readonly changes: readonly GroupedChange[];
}

/** Asks for the table of a view. @throws PageError */
export async function askForTable(
  { client }: Pick<PageStore, 'client'>,
  { table, request }: Omit<TableAnswer, 'data'>,
  until: AbortSignal,
): Promise<TableAnswer> {
  const { view, now } = request;
  const { columns, ...group } = groupOf(table, request);
  const ofPeople = columns === PEOPLE_COLUMNS;
  const variables = { ...questionOf(view, now).question, ...group, ofPeople, ofCases: !ofPeople };
  return { table, request, data: await client.ask(TABLE, variables, until) };
}

/**
 * Asks how the figures of the table have changed; for nothing where nothing is compared: a share link shows no other
 * range. @throws PageError
 */
export async function askForTableChanges(
  { client, navigation }: Pick<PageStore, 'client' | 'navigation'>,
  { table, request }: Omit<TableAnswer, 'data'>,
  until: AbortSignal,
): Promise<TableChanges> {
  const { view, now, resolved } = request;
  const { question, compares } = questionOf(view, now);
  const { columns, ...group } = groupOf(table, request);
  const measures = columns.filter(({ isCompared }) => isCompared).map(({ measure }) => measure);
  const isOfFacts = group.groupBy.some((dimension) => dimension === 'PAGE' || dimension === 'ATTRIBUTE');
  const isTooLong = isOfFacts && resolved.range.to - resolved.range.from > LONGEST_OF_FACTS_MS;
  if (!compares || navigation.isFixed || measures.length === 0 || isTooLong)
    return { table, request, changes: [] };
  const { changes } = await client.ask(TABLE_CHANGES, { ...question, ...group, measures }, until);
  return { table, request, changes };
}

function groupOf(table: TableShown, { view }: FiguresRequest) {
  const { groupBy, columns } = tableKind(table, view.selection);
  return { groupBy: [groupBy], attribute: attributeOf(table) ?? null, columns };
}
