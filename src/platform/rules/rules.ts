import type { LimitedKind } from '../config/kept-days';
import type { OperatorChoice } from '../config/operator-choice';
import { NO_SIGN_IN } from './access-rules';
import type { AccessRules } from './access-rules';
import type { AlertRules } from './alert-rules';
import type { ChannelRules } from './channel-rules';
import type { DigestRules } from './digest-rules';
import type { Schedule } from './schedule';

/** Stands for the id of a chat in the address of one. */
export const CHAT_ID = '{chatId}';

/** Durations that a target can be of, as GraphQL's `DurationMeasure` names them. */
export const TARGET_MEASURES = ['FIRST_RESPONSE', 'FIRST_ANSWER', 'REPLY', 'TOTAL_WAIT', 'CLOSURE'] as const;
export const CLOCKS = ['CALENDAR', 'WORKING'] as const;

/** A target as it is from a moment on. */
export interface TargetVersion {
  /** UTC milliseconds; `-Infinity`: it has always been so. */
  readonly from: number;
  readonly withinMs: number;
  readonly clock: (typeof CLOCKS)[number];
  /** The share that shall keep it, above 0 and at most 1. */
  readonly goal: number;
  readonly endedEarly: 'EXCLUDE' | 'BREACH';
  readonly lastWord: 'IGNORE' | 'BREACH';
  /** Empty: all. */
  readonly accounts: readonly string[];
  /** `undefined`: whether the copilot took part or not. */
  readonly copilot: boolean | undefined;
  /** Empty: all. */
  readonly pages: readonly string[];
  /** Attribute → values; all of them must hold. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** How soon something shall happen, with how that was before. */
export interface TargetRules {
  readonly name: string;
  readonly measure: (typeof TARGET_MEASURES)[number];
  /** At least one, ascending by `from`; each holds until the next. Before the first nothing is covered. */
  readonly versions: readonly TargetVersion[];
}

export interface TeamRules {
  readonly name: string;
  readonly operators: readonly OperatorChoice[];
}

export interface AccountRules {
  /** What people call it. */
  readonly name: string | undefined;
  /** Address of a chat in SignalZen's console, with `{chatId}` in place of its id. */
  readonly chatLink: string | undefined;
  /** Names of schedules: it is open while any of them is. Empty: there are no working hours. */
  readonly schedules: readonly string[];
  /** `undefined`: as the settings say. */
  readonly copilotIds: readonly string[] | undefined;
  /** `undefined`: as the settings say. */
  readonly isCopilotOnByDefault: boolean | undefined;
  /** For how many days things are kept. `undefined`: as the settings say. */
  readonly keptDays: Readonly<Partial<Record<LimitedKind, number | 'forever'>>> | undefined;
}

/** How large a change must be to matter, certain or not, as shares: 0.02 for 2 points, 0.05 for 5 %. */
export interface MattersRules {
  /** Of a rate: the difference. */
  readonly points: number;
  /** Of anything else: by what it was. */
  readonly relative: number;
}

/** What shares should be at least, by measure: above 0 and at most 1. Of durations, targets say it. */
export type GoalRules = ReadonlyMap<string, number>;

export const DEFAULT_MATTERS: MattersRules = { points: 0.02, relative: 0.05 };

/** What a team decides about its numbers: `analytics.yaml`. */
export interface Rules {
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly targets: ReadonlyMap<string, TargetRules>;
  readonly teams: ReadonlyMap<string, TeamRules>;
  readonly accounts: ReadonlyMap<string, AccountRules>;
  readonly matters: MattersRules;
  readonly goals: GoalRules;
  readonly access: AccessRules;
  readonly channels: ReadonlyMap<string, ChannelRules>;
  /** Names of channels by which it is told that another one takes nothing any more: the first that does. */
  readonly fallback: readonly string[];
  readonly alerts: ReadonlyMap<string, AlertRules>;
  readonly digests: ReadonlyMap<string, DigestRules>;
}

/** Where there is no file. */
export const NO_RULES: Rules = {
  schedules: new Map(),
  targets: new Map(),
  teams: new Map(),
  accounts: new Map(),
  matters: DEFAULT_MATTERS,
  goals: new Map(),
  access: NO_SIGN_IN,
  channels: new Map(),
  fallback: [],
  alerts: new Map(),
  digests: new Map(),
};

/** Where a chat is found in SignalZen's console; null where the rules do not say, or where no chat is known. */
export function chatLinkOf(
  { accounts }: Pick<Rules, 'accounts'>,
  account: string,
  chatId: string | null,
): string | null {
  const link = accounts.get(account)?.chatLink;
  return link === undefined || chatId === null ? null : link.replaceAll(CHAT_ID, encodeURIComponent(chatId));
}

/** The schedules of an account: it is open while any of them is. None: every hour counts. */
export function schedulesOf(
  { accounts, schedules }: Pick<Rules, 'accounts' | 'schedules'>,
  account: string,
): readonly Schedule[] {
  return accounts.get(account)?.schedules.flatMap((name) => schedules.get(name) ?? []) ?? [];
}
