import type { Clock, Hours } from '../view/view';
import type { Query } from './graphql-client';

/** What a share link shows. */
export interface SharedView {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Null: the range stays what it is. */
  readonly preset: string | null;
  readonly timezone: string;
  readonly compare: 'NONE' | 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';
  /** How many days before lies what it is compared with; null: as `compare` says. */
  readonly daysBefore: number | null;
  readonly clock: Clock;
  /** The only page that may show it in a frame; null: any that the service lets. */
  readonly host: string | null;
  readonly expiresAt: string;
  readonly filter: SharedFilter;
}

export interface SharedFilter {
  readonly accounts: readonly string[];
  readonly operators: readonly string[];
  readonly teams: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly copilot: boolean | null;
  readonly hours: Hours;
}

/** Null: whoever asks comes with no link. */
export const SHARED_VIEW: Query<{ readonly share: SharedView | null }> = {
  text: `{
  share {
    name from to preset timezone compare daysBefore clock host expiresAt
    filter { accounts operators teams pages attributes { name values } copilot hours }
  }
}`,
};
