import { OPERATOR_NAMES } from '../api/operator-names';
import type { NamedOperator } from '../api/overview';
import { useAnswer } from '../episodes/use-answer';
import { usePageStore } from '../store/use-page-store';

/**
 * What operators are called, asked for again when there is one of whom it is not known.
 * @param ids of operators, with their accounts
 */
export function useOperators(ids: readonly string[]): readonly NamedOperator[] {
  const { client } = usePageStore();
  const { data } = useAnswer(ids.toSorted().join(' '), (until) => client.ask(OPERATOR_NAMES, {}, until));
  return data?.operators ?? [];
}
