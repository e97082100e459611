import type { Filters } from '../model/arguments';
import { ACCOUNT, API, COMPARE, COPILOT, OPERATOR, PAGE, SERVICE } from '../model/variables';
import type { Variable } from '../model/variable';

/** The choices that most dashboards have, and the questions that follow them. */
export const ALL_FILTERS: Filters = ['account', 'operator', 'page', 'copilot'];
export const ALL_VARIABLES: readonly Variable[] = [API, ACCOUNT, OPERATOR, PAGE, COPILOT, COMPARE, SERVICE];
