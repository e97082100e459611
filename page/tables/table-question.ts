import { TABLE } from '../api/table';
import type { TableData } from '../api/table';
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

/** Asks for the table of a view. @throws PageError */
export async function askForTable(
  { client, navigation }: Pick<PageStore, 'client' | 'navigation'>,
  { table, request }: Omit<TableAnswer, 'data'>,
  until: AbortSignal,
): Promise<TableAnswer> {
  const { view, now, resolved } = request;
  const { question, compares } = questionOf(view, now);
  const { groupBy, columns } = tableKind(table, view.selection);
  const ofPeople = columns === PEOPLE_COLUMNS;
  const before = resolved.before ?? resolved.range;
  const variables = {
    ...question,
    beforeFrom: new Date(before.from).toISOString(),
    beforeTo: new Date(before.to).toISOString(),
    // Of pages and attributes all facts are read: once is enough. A share link shows no other range.
    compares: compares && ofPeople && !navigation.isFixed,
    groupBy: [groupBy],
    attribute: attributeOf(table) ?? null,
    ...{ ofPeople, ofCases: !ofPeople },
  };
  return { table, request, data: await client.ask(TABLE, variables, until) };
}
