import type { Scenario } from '../scenario';
import { clickhouseNetwork } from './clickhouse-network';
import { clickhouseServer } from './clickhouse-server';
import { clockJumps } from './clock-jumps';
import { crashPoints } from './crash-points';
import { damagedSegments } from './damaged-segments';
import { damagedServiceSpool } from './damaged-service-spool';
import { failingDisk } from './failing-disk';
import { fullDisk } from './full-disk';
import { killedService } from './killed-service';
import { longDay } from './long-day';
import { lostMachine } from './lost-machine';
import { otherProcess } from './other-process';
import { powerCut } from './power-cut';
import { repeatedBodies } from './repeated-bodies';
import { scarceResources } from './scarce-resources';
import { secondProcess } from './second-process';
import { severalReceivers } from './several-receivers';

/** Every fault there is a scenario for, in the order of the table in docs/faults.md. */
export const SCENARIOS: readonly Scenario[] = [
  ...clickhouseServer,
  ...clickhouseNetwork,
  ...killedService,
  ...otherProcess,
  ...crashPoints,
  ...powerCut,
  ...fullDisk,
  ...failingDisk,
  ...scarceResources,
  ...longDay,
  ...repeatedBodies,
  ...damagedSegments,
  ...damagedServiceSpool,
  ...clockJumps,
  ...secondProcess,
  ...severalReceivers,
  ...lostMachine,
];
