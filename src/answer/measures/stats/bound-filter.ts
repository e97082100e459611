import type { BoundView, Bounds } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import { readOperatorChoice } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import type { TimeRange } from '../calendar/time-range';
import type { StatsFilter } from './dimensions';
import { ALL_HOURS } from './hours';

/**
 * A filter within bounds: a part that asks for everything becomes the bound, and one within it stays.
 * @throws Forbidden for a part that asks for more: an answer is never empty, or another, because of a bound
 */
export function boundFilter(asked: StatsFilter, bounds: Bounds): StatsFilter {
  const { accounts, teams, view } = bounds;
  const stray = asked.operators.find(
    ({ account }) => account !== undefined && accounts.length > 0 && !accounts.includes(account),
  );
  if (stray?.account !== undefined) throw outsideOf(bounds, `account ${stray.account}`);
  const within = {
    ...asked,
    accounts: boundList(asked.accounts, accounts, (name) => outsideOf(bounds, `account ${name}`)),
    teams: boundList(asked.teams, teams, (name) =>
      outsideOf(bounds, name === '' ? 'who is in no team' : `team ${name}`),
    ),
  };
  return view === undefined ? within : { ...within, ...boundByView(asked, view, bounds) };
}

/** @throws Forbidden for a range that is not within that of the bounds */
export function requireWithin(range: TimeRange, bounds: Bounds): void {
  const bound = bounds.view?.range;
  if (bound === undefined || (range.from >= bound.from && range.to <= bound.to)) return;
  const written = (instant: number) => new Date(instant).toISOString();
  throw outsideOf(
    bounds,
    `a range that begins before ${written(bound.from)} or ends after ${written(bound.to)}`,
  );
}

function boundByView(asked: StatsFilter, view: BoundView, bounds: Bounds): Partial<StatsFilter> {
  const keyOf = ({ account, id }: OperatorChoice) => `${account ?? ''}:${id}`;
  const allowed = view.operators.map((text) => readOperatorChoice(text) ?? { account: undefined, id: text });
  const operators = allowed.map(keyOf);
  const stray =
    operators.length === 0 ? undefined : asked.operators.find((one) => !operators.includes(keyOf(one)));
  if (stray !== undefined) throw outsideOf(bounds, `operator ${stray.id}`);
  if (view.copilot !== undefined && asked.copilot !== undefined && asked.copilot !== view.copilot)
    throw outsideOf(bounds, `copilot ${asked.copilot}`);
  if (view.hours !== ALL_HOURS && asked.hours !== ALL_HOURS && asked.hours !== view.hours)
    throw outsideOf(bounds, `hours ${asked.hours}`);
  for (const { name, values } of view.attributes) {
    const ofName = asked.attributes.find((one) => one.name === name && one.values.length > 0);
    if (ofName !== undefined)
      boundList(ofName.values, values, (value) => outsideOf(bounds, `${name} ${value}`));
  }
  return {
    operators: asked.operators.length > 0 ? asked.operators : allowed,
    pages: boundList(asked.pages, view.pages, (page) => outsideOf(bounds, `page ${page}`)),
    // All attributes must hold: what is asked for besides the bound only narrows it.
    attributes: [...asked.attributes, ...view.attributes],
    copilot: view.copilot ?? asked.copilot,
    hours: view.hours === ALL_HOURS ? asked.hours : view.hours,
  };
}

/**
 * What is asked for of a list, within the bound; empty lists are for everything.
 * @throws what `outside` makes of a name beyond it
 */
export function boundList(
  asked: readonly string[],
  bound: readonly string[],
  outside: (name: string) => Error,
): readonly string[] {
  if (bound.length === 0) return asked;
  const stray = asked.find((name) => !bound.includes(name));
  if (stray !== undefined) throw outside(stray);
  return asked.length > 0 ? asked : bound;
}
