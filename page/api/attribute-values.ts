import type { Query } from './graphql-client';
import type { NamedValue } from './overview';

/** The values of an attribute that most episodes have. */
export const ATTRIBUTE_VALUES: Query<{ readonly attributeValues: readonly NamedValue[] }> = {
  text: `query AttributeValues($name: String!) { attributeValues(name: $name) { value label } }`,
};
