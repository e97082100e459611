import type { Query } from './graphql-client';

/** Asks for next to nothing: whether the token is one. */
export const SIGN_IN_CHECK: Query<{ readonly __typename: string }> = { text: '{ __typename }' };
