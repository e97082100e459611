import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/access/audit-log';
import type { AuditNote } from '../../platform/access/audit-log';
import type { Bounds } from '../../platform/access/caller';
import { outsideOf } from '../../platform/access/forbidden';
import { GrantStore } from '../../platform/access/grant-store';
import type { ListedGrant } from '../../platform/access/grant-store';
import type { SharedView } from '../../platform/access/shared-view';
import { operatorOfAccount } from '../../platform/config/operator-choice';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { BadInput } from '../measures/bad-input';
import { isOfWholeDays } from '../measures/calendar/preset-range';
import { requireZone } from '../measures/calendar/require-zone';
import { requireRange } from '../measures/calendar/time-range';
import type { TimeRange } from '../measures/calendar/time-range';
import { resolveFilter } from '../measures/stats/filter-input';
import type { FilterInput } from '../measures/stats/filter-input';
import { NO_TEAM, requireTeam } from '../measures/stats/teams';

/** A link that is forgotten ends some day. */
export const MAX_DAYS = 366;
const DAY_MS = 86_400_000;
const MAX_NAME_LETTERS = 100;
const MAX_VIEW_LETTERS = 16_384;
/** All grants are read once a second. */
const MAX_VALID = 1_000;

/** What is to be shared. */
export interface NewShareLink extends Pick<
  SharedView,
  'range' | 'zone' | 'compare' | 'daysBefore' | 'clock' | 'host'
> {
  /** For people: it stands above the view. */
  readonly name: string;
  readonly filter: FilterInput | null | undefined;
  readonly expiresAt: Date;
}

/** A share link as it is listed; its secret nobody can tell. */
export interface ShareLink extends Pick<
  ListedGrant,
  'id' | 'name' | 'subject' | 'createdAt' | 'revokedAt' | 'lastUsedAt'
> {
  readonly bounds: Bounds & { readonly view: SharedView };
  readonly expiresAt: Date;
}

/** Who shares or revokes: he sees no more than his bounds, and shares no more. */
export interface Sharer {
  readonly bounds: Bounds;
  /** As `makerOf` writes it. */
  readonly maker: string;
  readonly noted: AuditNote['caller'];
}

/** Makes, lists and revokes share links. */
@Injectable()
export class ShareLinks {
  constructor(
    private readonly grants: GrantStore,
    private readonly audit: AuditLog,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * @returns the path of the page that shows it, with the secret in its fragment, which nobody can tell again
   * @throws BadInput; Forbidden for what lies outside of the sharer's bounds
   */
  async create(
    asked: NewShareLink,
    sharer: Sharer,
  ): Promise<{ readonly link: string; readonly share: ShareLink }> {
    requireWhole(sharer.bounds);
    const name = requireName(asked.name);
    const expiresAt = requireEnd(asked.expiresAt);
    const bounds = this.boundsOf(asked, sharer.bounds);
    const all = await this.grants.list('share');
    if (all.filter(isValid).length >= MAX_VALID)
      throw new BadInput(`There are ${MAX_VALID} share links: revoke those that nobody needs.`);
    const given = { name, bounds, subject: sharer.maker, expiresAt };
    const { id, secret } = await this.grants.add({ kind: 'share', scopes: ['numbers'], ...given });
    this.audit.note({
      caller: sharer.noted,
      action: 'view.shared',
      object: `${id}, until ${expiresAt.toISOString()}`,
    });
    const share = { id, ...given, createdAt: new Date(), revokedAt: null, lastUsedAt: null };
    return { link: linkOf(secret, asked.host), share };
  }

  /** Those that show nothing beyond the sharer's bounds, by their creation; those that are over as well. */
  async list({ bounds }: Pick<Sharer, 'bounds'>): Promise<ShareLink[]> {
    requireWhole(bounds);
    const all = await this.grants.list('share');
    return all.flatMap(({ expiresAt, ...share }) => {
      const { view } = share.bounds;
      if (view === undefined || expiresAt === null || !isWithin(share.bounds, bounds)) return [];
      return [{ ...share, bounds: { ...share.bounds, view }, expiresAt }];
    });
  }

  /**
   * Takes effect within a second everywhere.
   * @throws BadInput for one that there is not, or that shows something beyond the sharer's bounds
   */
  async revoke(id: string, sharer: Sharer): Promise<ShareLink> {
    const found = (await this.list(sharer)).find((share) => share.id === id);
    if (found === undefined)
      throw new BadInput(`There is no share link ${JSON.stringify(id.slice(0, 20))}: \`shares\` lists them.`);
    await this.grants.revoke({ kind: 'share', id });
    if (found.revokedAt === null)
      this.audit.note({ caller: sharer.noted, action: 'share.revoked', object: id });
    return { ...found, revokedAt: found.revokedAt ?? new Date() };
  }

  private boundsOf(asked: NewShareLink, own: Bounds): Bounds & { view: SharedView } {
    const { range, compare, daysBefore, clock, host } = asked;
    if ('from' in range) requireDays(range, asked.zone);
    const { accounts, teams, operators, attributes, pages, copilot, hours } = resolveFilter(
      asked.filter,
      own,
    );
    for (const team of teams) if (team !== NO_TEAM) requireTeam(team, this.rules.current.teams);
    const { hosts } = this.rules.current.access.embed;
    if (host !== undefined && !hosts.includes(host))
      throw new BadInput(
        `host: the rules let ${hosts.join(', ') || 'no page'} show a link in a frame (access.embed.hosts).`,
      );
    const view = {
      ...{ range, compare, daysBefore, clock, host, pages, copilot, hours, zone: requireZone(asked.zone) },
      operators: operators.map(({ account, id }) =>
        account === undefined ? id : operatorOfAccount(account, id),
      ),
      attributes: attributes.filter(({ values }) => values.length > 0),
    };
    if (JSON.stringify([accounts, teams, view]).length > MAX_VIEW_LETTERS)
      throw new BadInput('filter: it holds too much for a link: leave a part of it out to show all of that.');
    return { accounts, teams, view };
  }
}

/** Whether it still opens anything, unless the token that made it has ended. */
export function isValid({ revokedAt, expiresAt }: Pick<ListedGrant, 'revokedAt' | 'expiresAt'>): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt.getTime() > Date.now());
}

/** What no server on the way sees: the fragment stays in the browser. */
function linkOf(secret: string, host: string | undefined): string {
  const path = host === undefined ? '/' : `/embed?host=${encodeURIComponent(host)}`;
  return `${path}#share=${secret}`;
}

/** @throws Forbidden for whoever comes with a share link himself */
function requireWhole(bounds: Bounds): void {
  if (bounds.view !== undefined) throw outsideOf(bounds, 'what others share');
}

function isWithin(shared: Bounds, own: Bounds): boolean {
  const isPart = (some: readonly string[], all: readonly string[]) =>
    all.length === 0 || (some.length > 0 && some.every((name) => all.includes(name)));
  return isPart(shared.accounts, own.accounts) && isPart(shared.teams, own.teams);
}

/** @throws BadInput: the page shows nothing else */
function requireDays(range: TimeRange, zone: string): void {
  requireRange(range);
  if (!isOfWholeDays(range, zone))
    throw new BadInput(`from and to must be beginnings of days in ${zone}, such as 2026-11-01.`);
}

function requireName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= MAX_NAME_LETTERS && !/\p{Cc}/u.test(name)) return name;
  throw new BadInput(`name: it must be 1 to ${MAX_NAME_LETTERS} letters, on one line.`);
}

function requireEnd(expiresAt: Date): Date {
  const ahead = expiresAt.getTime() - Date.now();
  if (ahead > 0 && ahead <= MAX_DAYS * DAY_MS) return expiresAt;
  throw new BadInput(`expiresAt: it must lie ahead, by ${MAX_DAYS} days at most.`);
}
