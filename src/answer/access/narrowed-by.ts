import type { Bounds } from '../../platform/access/caller';
import { outsideOf } from '../../platform/access/forbidden';

/**
 * What bounds of its caller narrow an answer. `everything`: all of them do. `teams`: accounts and teams. `accounts`:
 * these alone. `nothing`: it is refused to whoever is bound. `needless`: it holds nothing that a bound keeps back.
 * `service`: it tells of the service as a whole, which a share link does not show.
 */
export type NarrowedBy = 'everything' | 'teams' | 'accounts' | 'nothing' | 'needless' | 'service';

const NARROWS: Readonly<Record<NarrowedBy, readonly (keyof Bounds)[]>> = {
  everything: ['accounts', 'teams', 'view'],
  needless: ['accounts', 'teams', 'view'],
  teams: ['accounts', 'teams'],
  service: ['accounts', 'teams'],
  accounts: ['accounts'],
  nothing: [],
};

/** @throws Forbidden where a bound cannot narrow it: it would hold more than the caller may see */
export function requireNarrowed(what: string, narrowedBy: NarrowedBy, bounds: Bounds): void {
  const narrows = NARROWS[narrowedBy];
  const isBound: Record<keyof Bounds, boolean> = {
    accounts: bounds.accounts.length > 0,
    teams: bounds.teams.length > 0,
    view: bounds.view !== undefined,
  };
  const isBeyond = (Object.keys(isBound) as (keyof Bounds)[]).some(
    (part) => isBound[part] && !narrows.includes(part),
  );
  if (isBeyond) throw outsideOf(bounds, `${what}, which cannot be narrowed to that,`);
}
