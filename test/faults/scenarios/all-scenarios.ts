import type { Scenario } from '../scenario';
import { killedService } from './killed-service';

/** Every fault there is a scenario for, in the order of the table in docs/faults.md. */
export const SCENARIOS: readonly Scenario[] = [...killedService];
