import { NAMES } from '../api/names';
import type { NamesData } from '../api/names';
import { useAnswer } from '../episodes/use-answer';
import { usePageStore } from '../store/use-page-store';

const NONE: NamesData = { operators: [], accounts: [] };

/**
 * What operators and accounts are called, asked for again when there is one of whom it is not known.
 * @param ids of operators, with their accounts
 */
export function useNames(ids: readonly string[]): NamesData {
  const { client } = usePageStore();
  const { data } = useAnswer(ids.toSorted().join(' '), (until) => client.ask(NAMES, {}, until));
  return data ?? NONE;
}
