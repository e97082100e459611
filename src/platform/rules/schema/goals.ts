import { z } from 'zod';
import type { GoalRules } from '../rules';
import { keyed } from './keyed';

const GOAL = 'must be a share above 0 and at most 1: 0.8 for 80 %';
const goal = z.number({ error: GOAL }).gt(0, GOAL).max(1, GOAL).optional();

/** What rates should be. */
export const goals = keyed({
  csatRate: goal.describe('The share of ratings that should be 4 or 5 stars, such as 0.8.'),
  copilotResolutionRate: goal.describe(
    'The share of the contacts with the copilot that it should solve by itself, such as 0.3.',
  ),
}).transform((given): GoalRules => {
  const set = Object.entries(given).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return new Map(set);
});
