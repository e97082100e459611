import type { Filters } from '../model/arguments';
import {
  ACCOUNT,
  API,
  CLOCK,
  COMPARE,
  COPILOT,
  HOURS,
  OPERATOR,
  PAGE,
  SERVICE,
  TEAM,
} from '../model/variables';
import type { Variable } from '../model/variable';

/** The choices that most dashboards have, and the questions that follow them. */
export const ALL_FILTERS: Filters = ['account', 'operator', 'team', 'page', 'copilot', 'hours'];
export const ALL_VARIABLES: readonly Variable[] = [
  ...[API, ACCOUNT, OPERATOR, TEAM, PAGE, COPILOT, HOURS, CLOCK, COMPARE, SERVICE],
];
/** Of dashboards without durations. */
export const VARIABLES_WITHOUT_CLOCK = ALL_VARIABLES.filter((variable) => variable !== CLOCK);
