import type { NamedOperator } from '../api/overview';
import { asListed } from '../format/operator-value';
import { apart, t } from '../messages/text';
import type { Selection } from '../view/view';

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
    part(t('filter.account'), accounts),
    part(t('filter.operator'), selection.operators.map(nameOf)),
    part(t('filter.team'), teams),
    part(t('filter.page'), pages),
    ...[...attributes].map(([name, values]) => part(name, values)),
    copilot === undefined ? '' : t(copilot ? 'filter.withCopilot' : 'filter.withoutCopilot'),
    hours === 'ALL' ? '' : t(`filter.hours.${hours}`),
  ].filter((words) => words !== '');
  return parts.length === 0 ? t('filter.none') : t('filter.only', { parts: parts.join(' · ') });
}

function part(label: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  const names = values.map((value) => (value === '' ? t('filter.nobody') : apart(value)));
  return t('filter.part', { label, values: names.join(t('list.comma')) });
}
