import type { Bounds } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import type { SharedView } from '../../../platform/access/shared-view';
import { readOperatorChoice } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import type { StatsDimension, StatsFilter } from './dimensions';
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

/** Pages and attributes can be those of single visitors: a view shows none that it is not of. */
const NOT_IN_A_VIEW: readonly StatsDimension[] = ['PAGE', 'ATTRIBUTE'];

/** @throws Forbidden for groups that a view of the bounds does not show */
export function requireGroupsWithin(groupBy: readonly StatsDimension[], bounds: Bounds): void {
  const beyond = groupBy.find((dimension) => NOT_IN_A_VIEW.includes(dimension));
  if (bounds.view !== undefined && beyond !== undefined) throw outsideOf(bounds, `a row for each ${beyond}`);
}

function boundByView(asked: StatsFilter, view: SharedView, bounds: Bounds): Partial<StatsFilter> {
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
  for (const { name, values } of asked.attributes.filter((one) => one.values.length > 0)) {
    const ofName = view.attributes.find((one) => one.name === name);
    if (ofName === undefined) throw outsideOf(bounds, `attribute ${name}`);
    boundList(values, ofName.values, (value) => outsideOf(bounds, `${name} ${value}`));
  }
  const page = asked.pages.find((one) => !view.pages.includes(one));
  if (page !== undefined) throw outsideOf(bounds, `page ${page}`);
  return {
    operators: asked.operators.length > 0 ? asked.operators : allowed,
    pages: asked.pages.length > 0 ? asked.pages : view.pages,
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
