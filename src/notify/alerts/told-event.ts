import type { AlertRules } from '../../platform/rules/alert-rules';
import type { Notice } from '../notices/notice';

/** An alert with the moment since which it is there, in milliseconds: what was before it is not told. */
export interface SinceWhen {
  readonly alert: AlertRules;
  readonly from: number;
}

/** An event that an alert tells of. */
export interface ToldEvent {
  readonly alert: AlertRules;
  readonly notice: Notice;
  /** What it is of. */
  readonly about: string;
}

/** Whether people are told of an event, and in how many milliseconds. */
export interface HeardEvent extends ToldEvent {
  readonly isMuted: boolean;
  readonly waitMs: number;
}
