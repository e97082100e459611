import type { Query } from './graphql-client';
import type { NamedOperator, NamedValue } from './overview';

export interface NamesData {
  /** All who have ever done anything. */
  readonly operators: readonly NamedOperator[];
  readonly accounts: readonly NamedValue[];
}

/** What operators and accounts are called. */
export const NAMES: Query<NamesData> = {
  text: `query Names { operators { value label account } accounts { value label } }`,
};
