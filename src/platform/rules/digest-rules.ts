import type { Rules, TargetVersion } from './rules';

export const DIGEST_PERIODS = ['day', 'week', 'month'] as const;
export const DIGEST_LANGUAGES = ['en', 'de', 'ar'] as const;

/** What is told of each day, week or month that is over. */
export interface DigestRules {
  readonly name: string;
  readonly every: (typeof DIGEST_PERIODS)[number];
  /** Minutes since midnight of the day on which it is sent. */
  readonly atMinutes: number;
  /** `undefined`: that of the account's schedule. */
  readonly zone: string | undefined;
  /** Of one by week: on which day, from 1 for Monday. */
  readonly weekday: number;
  /** Of one by month: on which day, from 1 to 28. */
  readonly day: number;
  /** Names of channels, at least one. */
  readonly to: readonly string[];
  /** Each of them is told of by itself. With accounts there are no teams. Neither: all together. */
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
  readonly language: (typeof DIGEST_LANGUAGES)[number];
  readonly clock: TargetVersion['clock'];
}

/** What one digest is about. */
export interface DigestSubject {
  readonly account: string | undefined;
  readonly team: string | undefined;
}

/** What a digest tells of, each by itself. */
export function subjectsOf({ accounts, teams }: Pick<DigestRules, 'accounts' | 'teams'>): DigestSubject[] {
  if (accounts.length > 0) return accounts.map((account) => ({ account, team: undefined }));
  if (teams.length > 0) return teams.map((team) => ({ account: undefined, team }));
  return [{ account: undefined, team: undefined }];
}

/** In whose days, weeks and months a digest is; `undefined`: neither it nor a schedule says so. */
export function zoneOfDigest(
  { zone }: Pick<DigestRules, 'zone'>,
  { account }: DigestSubject,
  { accounts, schedules }: Pick<Rules, 'accounts' | 'schedules'>,
): string | undefined {
  if (zone !== undefined || account === undefined) return zone;
  const [name = ''] = accounts.get(account)?.schedules ?? [];
  return schedules.get(name)?.versions.at(-1)?.zone;
}
