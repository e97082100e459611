import type { Scenario } from '../scenario';
import { crashPoints } from './crash-points';
import { failingDisk } from './failing-disk';
import { killedService } from './killed-service';

/** Every fault there is a scenario for, in the order of the table in docs/faults.md. */
export const SCENARIOS: readonly Scenario[] = [...killedService, ...crashPoints, ...failingDisk];
