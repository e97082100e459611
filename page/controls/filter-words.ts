import type { NamedOperator } from '../api/overview';
import { asListed } from '../format/operator-value';
import type { Selection } from '../view/view';

const NONE = '(none)';

/**
 * The filter in words, such as `Operator: Ann, Bob · with the copilot`: for paper, which has no menus to open.
 * @param operators what they are called; of those that are not among them the id stands there
 */
export function filterWords(selection: Selection, operators: readonly NamedOperator[]): string {
  const { accounts, teams, pages, attributes, copilot, hours } = selection;
  const nameOf = (value: string): string => {
    const listed = asListed(value, operators);
    return operators.find((one) => one.value === listed)?.label ?? value;
  };
  const parts = [
    part('Account', accounts),
    part('Operator', selection.operators.map(nameOf)),
    part('Team', teams),
    part('Page', pages),
    ...[...attributes].map(([name, values]) => part(name, values)),
    copilot === undefined ? '' : `${copilot ? 'with' : 'without'} the copilot`,
    hours === 'ALL' ? '' : `${hours === 'INSIDE' ? 'within' : 'outside of'} working hours`,
  ].filter((words) => words !== '');
  return parts.length === 0 ? 'No filter' : `Only ${parts.join(' · ')}`;
}

function part(label: string, values: readonly string[]): string {
  return values.length === 0
    ? ''
    : `${label}: ${values.map((value) => (value === '' ? NONE : value)).join(', ')}`;
}
