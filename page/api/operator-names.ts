import type { Query } from './graphql-client';
import type { NamedOperator } from './overview';

/** All who have ever done anything. */
export const OPERATOR_NAMES: Query<{ readonly operators: readonly NamedOperator[] }> = {
  text: `query OperatorNames { operators { value label account } }`,
};
