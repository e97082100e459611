import type { ReferenceSchedule } from './working-time';

/** One accepted delivery. A list of them stands in the order of receipt. */
export interface RawDelivery {
  readonly account: string;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  readonly body: Buffer;
}

export interface ReferenceOptions {
  readonly episodeIdleGapSeconds: number;
  /** How long after its close messages still belong to an episode; 0: not at all. */
  readonly episodeTailSeconds: number;
  /** What dates a state event, all of them by `received` where senders' times do not move. */
  readonly stateEventTime: 'payload' | 'received';
  /** Of each account that has any: "it is open while any of them is". */
  readonly schedules: Readonly<Record<string, readonly ReferenceSchedule[]>>;
  /** Whether the copilot is on in a chat before its first event that switches it. */
  readonly copilotDefaultOn: boolean;
  /** Sender ids (not visitors') that are a copilot's: in all accounts, or in one as `shop:7`. */
  readonly copilotIds: readonly string[];
  /** The moment, in UTC milliseconds, at which episodes are idle or still open. */
  readonly now: number;
}

export const DEFAULT_OPTIONS: Omit<ReferenceOptions, 'now'> = {
  episodeIdleGapSeconds: 86_400,
  episodeTailSeconds: 120,
  stateEventTime: 'payload',
  schedules: {},
  copilotDefaultOn: false,
  copilotIds: [],
};
