import type { PanelRange } from './infinity/with-macros';

const DAY_MS = 86_400_000;

/** Ranges of all sizes, by what they are, about one that holds everything. */
export function rangesAbout({ from, to }: PanelRange): Record<string, PanelRange> {
  return {
    'before everything': { from: from - 400 * DAY_MS, to: from - 300 * DAY_MS },
    'three hours': { from: to - 3 * 3_600_000 - 17, to: to - 17 },
    'exactly two days': { from: to - 2 * DAY_MS, to },
    'a week': { from: to - 7 * DAY_MS, to },
    everything: { from, to },
    'three years': { from: to - 1_095 * DAY_MS, to },
  };
}

/** Of the rules of the service: no other may be chosen. */
export const ODD_TEAM = '"quoted", [and] {braced} \\ \'$page&';

/** All, some of what there is, and what nobody has thought of. */
export function triedChoices(operators: string[], pages: string[]): Record<string, Map<string, string[]>> {
  const some = {
    ...{ operator: operators.slice(0, 2), page: pages.slice(0, 2), account: ['default'] },
    ...{ attribute_value: ['pro', 'free'], copilot: ['true'] },
    ...{ team: ['first line', ''], clock: ['WORKING'], hours: ['INSIDE'] },
    ...{ __timezone: ['Asia/Kathmandu'], compare: ['PREVIOUS_PERIOD'] },
  };
  const odd = {
    ...{ operator: ['nobody', 'default:a"b\\'], page: ['/"quoted", [and] {braced}\n'], copilot: ['false'] },
    ...{ team: [ODD_TEAM], hours: ['OUTSIDE'] },
    ...{ attribute: ['"\\\n$page'], attribute_value: ['"', '\\'] },
    ...{ __timezone: ['America/St_Johns'], compare: ['PREVIOUS_YEAR'] },
  };
  return { all: new Map(), some: new Map(Object.entries(some)), odd: new Map(Object.entries(odd)) };
}
