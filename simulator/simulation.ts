import type { StandInFaults } from './api/stand-in-faults';
import type { Arrangement } from './delivery/arrange-deliveries';
import type { Losses } from './delivery/lose-deliveries';
import type { SendOptions } from './delivery/send-deliveries';
import type { OwnAccount } from './verification/refuse-existing-data';
import type { StatsQuestion } from './verification/stats-query';
import type { WorldOptions } from './world/world-options';

/** What is to be played. */
export interface Simulation {
  readonly world: Partial<WorldOptions> & { readonly until: number };
  readonly arrangement: Arrangement;
  /** `all`: nothing is sent, and the API alone tells of the world. */
  readonly losses: Losses | 'all';
  readonly webhookUrl: URL;
  readonly secret: string;
  /** Where it must have received nothing; `undefined`: it may have. */
  readonly untouched: OwnAccount | undefined;
  readonly sending: Pick<SendOptions, 'concurrency' | 'rate'>;
  readonly isQuiet: boolean;
  /** `undefined`: there is no API, and so an operator's message belongs to no chat. */
  readonly api: ApiServing | undefined;
  /** `undefined`: nobody asks the service what it counted. */
  readonly verification: Verification | undefined;
}

export interface ApiServing {
  /** 0: any that is free. */
  readonly port: number;
  readonly faults: Partial<StandInFaults>;
  /** The API answers until then, also when everything else is done. */
  readonly stop: AbortSignal;
}

export interface Verification extends Omit<StatsQuestion, 'from' | 'to'> {
  /** How long the service may take until its numbers agree, milliseconds. */
  readonly within: number;
}
