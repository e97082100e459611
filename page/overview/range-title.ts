import { element } from '../dom/element';
import { span } from '../format/times';
import type { ResolvedRange } from '../time/resolved-range';
import { PRESETS } from '../time/presets';
import type { View } from '../view/view';

/** What the page shows: the range, and what it stands beside. */
export function rangeTitle(
  { chosen, zone, clock }: View,
  { range, before, isUnderWay }: ResolvedRange,
  actions: readonly HTMLElement[],
): HTMLElement[] {
  const days = span(range, zone);
  const name = 'preset' in chosen ? PRESETS[chosen.preset].label : days;
  const details = [
    'preset' in chosen ? days : undefined,
    isUnderWay ? 'so far' : undefined,
    clock === 'WORKING' ? 'durations in working hours' : undefined,
    before === undefined || before.from >= before.to ? undefined : `compared with ${span(before, zone)}`,
  ];
  return [
    element('h1', {}, name),
    element('p', { class: 'quiet' }, details.filter((detail) => detail !== undefined).join(' · ')),
    element('span', { class: 'range-actions' }, ...actions),
  ];
}
