import type { Query } from './graphql-client';

/** A share link that can be taken back. */
export interface ListedShare {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

export interface NewShare {
  readonly name: string;
  /** The range stays what it is; or `preset`. */
  readonly from?: string;
  readonly to?: string;
  readonly preset?: string;
  readonly zone: string;
  readonly filter: object;
  readonly compare: string;
  readonly daysBefore: number | null;
  readonly clock: string;
  readonly expiresAt: string;
}

/** Those of which one may see everything. */
export const SHARES: Query<{ readonly shares: readonly ListedShare[] }> = {
  text: `{ shares { id name expiresAt revokedAt } }`,
};

/** The link is the path of the page, with the secret in its fragment; it is told this once. */
export const CREATE_SHARE: Query<{ readonly createShare: { readonly link: string } }> = {
  text: `mutation CreateShare(
  $name: String!, $from: DateTime, $to: DateTime, $preset: RangePreset, $zone: String!, $filter: StatsFilter,
  $compare: Compare!, $daysBefore: Int, $clock: Clock!, $expiresAt: DateTime!
) {
  createShare(
    name: $name, from: $from, to: $to, preset: $preset, timezone: $zone, filter: $filter, compare: $compare,
    daysBefore: $daysBefore, clock: $clock, expiresAt: $expiresAt
  ) { link }
}`,
};

export const REVOKE_SHARE: Query<{ readonly revokeShare: { readonly id: string } }> = {
  text: `mutation RevokeShare($id: ID!) { revokeShare(id: $id) { id } }`,
};
