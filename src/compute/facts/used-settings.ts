import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import { operatorOfAccount } from '../../platform/config/operator-choice';
import type { Settings } from '../../platform/config/settings';
import { copilotsOf } from '../../platform/rules/copilots';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { readShapingRules, shapingRulesText } from '../../platform/rules/shaping-rules';
import type { ShapingRules } from '../../platform/rules/shaping-rules';
import { RowBinaryWriter } from '../../store/drain/row-binary-writer';
import { latestGeneration } from './generations';
import { TargetRows } from './target-rows';
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
  rules: ShapingRules,
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
  /** Names the targets; 0: there are none. */
  readonly targets_edition: string;
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
    targets_edition: String(TargetRows.of(rules).edition),
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
  /** Which time state events have: the one they state, or that of their receipt. */
  readonly stateEventTime: Settings['stateEventTime'];
  /** The edition of docs/metrics.md. */
  readonly definitions: number;
  /** Since when all numbers are of these rules; null: not known. */
  readonly computedAt: Date | null;
}

/** What shapes numbers: settings and rules, by which they are computed. */
export interface Shaping {
  /** As the SQL of the facts takes them. */
  readonly parameters: ReturnType<typeof shapingParameters>;
  /** The schedules and targets that the editions among them name. */
  readonly rules: ShapingRules;
}

/** As noted: with less than this by earlier versions. */
type NotedSettings = Shaping['parameters'] & { readonly definitions: number };

interface Noted {
  /** Milliseconds since 1970. */
  readonly noted_ms: string;
  readonly settings: string;
  readonly is_whole: boolean;
}

const COLUMNS = ['generation', 'settings', 'rules', 'is_whole'];

/**
 * Remembers beside the numbers with which settings and rules, and by which edition of the definitions, they were
 * computed. What is computed day by day goes on by these until a rebuild has computed all numbers by changed ones. Only
 * where that is not possible, as definitions of the past are nowhere, what is computed in between is of the new ones.
 */
@Injectable()
export class UsedSettings {
  private own: { readonly rules: Rules; readonly shaping: Shaping; readonly text: string } | undefined;
  private used: { readonly text: string; readonly shaping: Shaping } | undefined;

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** By the settings and rules of this process: how numbers ought to be. */
  get wanted(): Shaping {
    return this.known.shaping;
  }

  /** The same for as long as the same is wanted. */
  get wantedText(): string {
    return this.known.text;
  }

  /**
   * By which what is computed now is to be computed: that of all numbers there are. Notes it where nothing was, and
   * where it differs because it cannot be kept. Must come before anything is computed, in the same turn.
   */
  async inForce(): Promise<Shaping> {
    const noted = await this.noted();
    const whole = noted[lastWhole(noted)];
    const kept = whole && (await this.kept(whole.settings));
    if (kept !== undefined) return kept;
    const { shaping, text } = this.known;
    if (noted.at(-1)?.settings === text) return shaping;
    const generation = await latestGeneration(this.clickhouse);
    const isFirst = noted.length === 0;
    const isWhole = isFirst && !(await this.areNumbers());
    if (isFirst && !isWhole) await this.add(generation, UNKNOWN, '', true);
    await this.add(generation, text, shapingRulesText(shaping.rules), isWhole);
    return shaping;
  }

  /** By what the numbers there are were computed as a whole, if this program can go on by it. */
  async ofNumbers(): Promise<Shaping | undefined> {
    const noted = await this.noted();
    const whole = noted[lastWhole(noted)];
    return whole && this.kept(whole.settings);
  }

  /** Notes by what all numbers of a generation were computed. Nobody sees that before its tables are there. */
  async noteWhole(generation: bigint, shaping: Shaping): Promise<void> {
    await this.add(generation, textOf(shaping), shapingRulesText(shaping.rules), true);
  }

  /** Whether any numbers may be of other settings, rules or definitions than these. */
  async isRebuildDue(): Promise<boolean> {
    return (await this.sinceWhole()).some(({ settings }) => settings !== this.known.text);
  }

  /** Whether numbers of several settings, rules or definitions stand beside each other. */
  async areMixed(): Promise<boolean> {
    return (await this.sinceWhole()).some(({ settings }, _, [first]) => settings !== first?.settings);
  }

  /** What differs between how numbers were computed as a whole and how they ought to be, in words. */
  async changes(): Promise<string[]> {
    const noted = await this.noted();
    const whole = noted[lastWhole(noted)];
    if (whole === undefined) return [];
    const before = JSON.parse(whole.settings) as Record<string, unknown>;
    const now = JSON.parse(this.known.text) as Record<string, unknown>;
    return Object.keys(now).flatMap((name) => {
      const [former, present] = [before[name], now[name]];
      if (JSON.stringify(former) === JSON.stringify(present)) return [];
      const word = WORDS[name] ?? name;
      const areNumbers = typeof former === 'number' && typeof present === 'number';
      const scale = name.endsWith('_ms') ? 1000 : 1;
      const unit = name.endsWith('_ms') ? ' s' : '';
      return areNumbers ? `${word}: ${former / scale}${unit}, now ${present / scale}${unit}` : word;
    });
  }

  /** The rules of the numbers as they were last computed as a whole. */
  async usedRules(): Promise<UsedRules> {
    const noted = await this.noted();
    const whole = noted[lastWhole(noted)];
    const settings = whole?.settings ?? this.known.text;
    const { idle_gap_ms, tail_ms, dates_state_by_receipt, definitions } = {
      ...(JSON.parse(this.known.text) as NotedSettings),
      // Before editions were noted, there were no tails.
      definitions: 1,
      tail_ms: 0,
      ...(JSON.parse(settings) as Partial<NotedSettings>),
    };
    return {
      episodeIdleGapSeconds: idle_gap_ms / 1000,
      episodeTailSeconds: tail_ms / 1000,
      stateEventTime: dates_state_by_receipt ? 'received' : 'payload',
      definitions,
      // Of numbers from before settings were noted, that is when they were first noted.
      computedAt: whole === undefined || settings === UNKNOWN ? null : new Date(Number(whole.noted_ms)),
    };
  }

  private get known(): { readonly shaping: Shaping; readonly text: string } {
    const rules = this.rules.current;
    if (this.own?.rules !== rules) {
      const shaping = { parameters: shapingParameters(this.settings, rules), rules };
      this.own = { rules, shaping, text: textOf(shaping) };
    }
    return this.own;
  }

  /** What was noted, if this program can go on by it: by the same definitions, with all that these take. */
  private async kept(text: string): Promise<Shaping | undefined> {
    if (text === this.known.text) return this.known.shaping;
    if (text === this.used?.text) return this.used.shaping;
    const { definitions, ...noted } = JSON.parse(text) as Partial<NotedSettings>;
    const names = Object.keys(this.known.shaping.parameters) as (keyof Shaping['parameters'])[];
    if (definitions !== DEFINITIONS || names.some((name) => noted[name] === undefined)) return undefined;
    const [row] = await this.clickhouse.query<{ rules: string }>('facts/used_rules', { settings: text });
    if (row === undefined || row.rules === '') return undefined;
    const rules = readShapingRules(row.rules);
    const shaping = { parameters: noted as Shaping['parameters'], rules };
    // The editions of the same rules, should this program name them in another way.
    const { hours_edition, targets_edition } = shapingParameters(this.settings, rules);
    const parameters = { ...shaping.parameters, hours_edition, targets_edition };
    this.used = { text, shaping: { parameters, rules } };
    return this.used.shaping;
  }

  private async sinceWhole(): Promise<Noted[]> {
    const noted = await this.noted();
    return noted.slice(Math.max(0, lastWhole(noted)));
  }

  private noted(): Promise<Noted[]> {
    return this.clickhouse.query<Noted>('facts/used_settings');
  }

  private async areNumbers(): Promise<boolean> {
    const [row] = await this.clickhouse.query<{ are_any: number }>('facts/are_numbers');
    return row?.are_any === 1;
  }

  /** As rows: of rules there may be more than fits a parameter. */
  private async add(generation: bigint, settings: string, rules: string, isWhole: boolean): Promise<void> {
    const row = new RowBinaryWriter();
    row.uint64(generation);
    row.text(settings);
    row.text(rules);
    row.bool(isWhole);
    await this.clickhouse.insertBinary('used_settings', COLUMNS, row.bytes());
  }
}

/** What people call settings and rules that shape numbers. */
const WORDS: Readonly<Record<string, string>> = {
  definitions: 'definitions',
  idle_gap_ms: 'silence that ends an episode',
  tail_ms: 'tail of a close',
  dates_state_by_receipt: 'time of state events',
  copilot_on_accounts: 'where the copilot is on by default',
  copilot_ids: 'copilots',
  account_copilots: 'copilots of accounts',
  hours_edition: 'working hours',
  targets_edition: 'targets',
};

function textOf({ parameters }: Shaping): string {
  return JSON.stringify({ definitions: DEFINITIONS, ...parameters });
}

function lastWhole(noted: readonly Noted[]): number {
  return noted.findLastIndex(({ is_whole }) => is_whole);
}
