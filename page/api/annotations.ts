import type { Query } from './graphql-client';

/** What somebody wrote beside the figures. */
export interface Annotation {
  readonly id: string;
  /** Null: it concerns all accounts. */
  readonly account: string | null;
  readonly time: string;
  /** Null: it is a moment. */
  readonly endTime: string | null;
  readonly text: string;
}

export interface NewAnnotation {
  readonly time: string;
  readonly endTime: string | null;
  readonly text: string;
  readonly account: string | null;
}

/** Those of a range, with those of all accounts. */
export const ANNOTATIONS: Query<{ readonly annotations: readonly Annotation[] }> = {
  text: `query Annotations($from: DateTime!, $to: DateTime!, $accounts: [String!]) {
  annotations(from: $from, to: $to, accounts: $accounts) { id account time endTime text }
}`,
};

export const ADD_ANNOTATION: Query<{ readonly addAnnotation: { readonly id: string } }> = {
  text: `mutation AddAnnotation($time: DateTime!, $endTime: DateTime, $text: String!, $account: String) {
  addAnnotation(time: $time, endTime: $endTime, text: $text, account: $account) { id }
}`,
};

export const CHANGE_ANNOTATION: Query<{ readonly changeAnnotation: { readonly id: string } }> = {
  text: `mutation ChangeAnnotation(
  $id: ID!, $time: DateTime!, $endTime: DateTime, $text: String!, $account: String
) {
  changeAnnotation(id: $id, time: $time, endTime: $endTime, text: $text, account: $account) { id }
}`,
};

export const REMOVE_ANNOTATION: Query<{ readonly removeAnnotation: { readonly id: string } }> = {
  text: `mutation RemoveAnnotation($id: ID!) { removeAnnotation(id: $id) { id } }`,
};
