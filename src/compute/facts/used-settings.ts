import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import { operatorOfAccount } from '../../platform/config/operator-choice';
import type { Settings } from '../../platform/config/settings';
import { copilotsOf } from '../../platform/rules/copilots';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { WorkingHours } from './working-hours';

/** Of numbers that an earlier version computed, nothing is known. */
const UNKNOWN = '{}';

/**
 * The edition of docs/metrics.md by which facts are computed. Whoever adds a kind of fact, or changes what one counts,
 * raises it: a service that is updated then says that a rebuild is due.
 */
export const DEFINITIONS = 2;

/**
 * All settings and rules that shape the numbers, as the SQL of the facts takes them: what is not in here must not
 * shape any.
 */
export function shapingParameters(
  settings: ShapingSettings,
  rules: Pick<Rules, 'accounts' | 'schedules'>,
): {
  readonly idle_gap_ms: number;
  readonly tail_ms: number;
  readonly dates_state_by_receipt: boolean;
  readonly copilot_on_accounts: readonly string[];
  /** Of all accounts. */
  readonly copilot_ids: readonly string[];
  /** Of one, as `<account>:<id>`. */
  readonly account_copilots: readonly string[];
  /** Names the working hours of all accounts. */
  readonly hours_edition: string;
} {
  const { copilotIds, copilotOnAccounts } = copilotsOf(settings, rules);
  return {
    idle_gap_ms: settings.episodeIdleGapSeconds * 1000,
    tail_ms: settings.episodeTailSeconds * 1000,
    dates_state_by_receipt: settings.stateEventTime === 'received',
    copilot_on_accounts: copilotOnAccounts.toSorted(),
    copilot_ids: copilotIds.flatMap(({ account, id }) => (account === undefined ? [id] : [])).toSorted(),
    account_copilots: copilotIds
      .flatMap(({ account, id }) => (account === undefined ? [] : [operatorOfAccount(account, id)]))
      .toSorted(),
    hours_edition: String(WorkingHours.of(rules).edition),
  };
}

type ShapingSettings = Pick<
  Settings,
  'episodeIdleGapSeconds' | 'episodeTailSeconds' | 'stateEventTime' | 'copilotOnAccounts' | 'copilotIds'
>;

/** By which rules numbers were computed. */
export interface UsedRules {
  readonly episodeIdleGapSeconds: number;
  readonly episodeTailSeconds: number;
  /** The edition of docs/metrics.md. */
  readonly definitions: number;
}

/** As noted: with less than this by earlier versions. */
type NotedSettings = ReturnType<typeof shapingParameters> & { readonly definitions: number };

interface Noted {
  readonly settings: string;
  readonly is_whole: boolean;
}

/**
 * Remembers beside the numbers with which settings, and by which edition of the definitions, they were computed. What
 * has changed holds for what is computed from then on, so that until everything is recomputed some numbers are of the
 * one, and some of the other.
 */
@Injectable()
export class UsedSettings {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  private get ownSettings(): NotedSettings {
    return { definitions: DEFINITIONS, ...shapingParameters(this.settings, this.rules.current) };
  }

  private get own(): string {
    return JSON.stringify(this.ownSettings);
  }

  /** Must come before anything is computed. */
  async note(): Promise<void> {
    const noted = await this.noted();
    if (noted.at(-1)?.settings === this.own) return;
    const isFirst = noted.length === 0;
    const isWhole = isFirst && !(await this.areNumbers());
    if (isFirst && !isWhole) await this.add(UNKNOWN, true);
    await this.add(this.own, isWhole);
  }

  /** All numbers were computed with these settings and definitions. */
  async noteWhole(): Promise<void> {
    await this.add(this.own, true);
  }

  /** Whether any numbers may be of other settings or definitions than these. */
  async isRebuildDue(): Promise<boolean> {
    const noted = await this.noted();
    const since = noted.slice(Math.max(0, lastWhole(noted)));
    return since.some(({ settings }) => settings !== this.own);
  }

  /** The rules of the numbers as they were last computed as a whole. */
  async usedRules(): Promise<UsedRules> {
    const noted = await this.noted();
    const { settings = this.own } = noted[lastWhole(noted)] ?? {};
    const { idle_gap_ms, tail_ms, definitions } = {
      ...this.ownSettings,
      // Before editions were noted, there were no tails.
      definitions: 1,
      tail_ms: 0,
      ...(JSON.parse(settings) as Partial<NotedSettings>),
    };
    return {
      episodeIdleGapSeconds: idle_gap_ms / 1000,
      episodeTailSeconds: tail_ms / 1000,
      definitions,
    };
  }

  private noted(): Promise<Noted[]> {
    return this.clickhouse.query<Noted>('facts/used_settings');
  }

  private async areNumbers(): Promise<boolean> {
    const [row] = await this.clickhouse.query<{ are_any: number }>('facts/are_numbers');
    return row?.are_any === 1;
  }

  private async add(settings: string, isWhole: boolean): Promise<void> {
    await this.clickhouse.command('facts/note_settings', { settings, is_whole: isWhole });
  }
}

function lastWhole(noted: readonly Noted[]): number {
  return noted.findLastIndex(({ is_whole }) => is_whole);
}
