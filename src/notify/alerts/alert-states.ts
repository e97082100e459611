import { Injectable } from '@nestjs/common';
import type { Turn } from '../../compute/lease/turn';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { AlertState, StateName } from './alert-state';

/** What an alert is, for one of the things that it is about. */
export interface KeptState extends AlertState {
  readonly rule: string;
  readonly about: string;
  /** Names what the rule looks at: {@link basisOf}. */
  readonly basis: string;
  /** The numbers of then. */
  readonly found: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly rule: string;
  readonly about: string;
  readonly state: StateName;
  readonly since_ms: string;
  readonly firing: string;
  readonly is_told: boolean;
  readonly told_ms: string;
  readonly basis: string;
  readonly found: string;
}

/** What the mark is about up to when the windows of a rule are judged, in `since`. */
export const JUDGED = 'windows';

/** All of them at one moment. */
export class KnownStates {
  private readonly states = new Map<string, Map<string, KeptState>>();

  /** @param version greater whenever anything has changed */
  constructor(
    rows: readonly Row[],
    readonly version: bigint,
  ) {
    for (const row of rows) {
      const own = this.states.get(row.rule) ?? new Map<string, KeptState>();
      this.states.set(row.rule, own.set(row.about, stateOf(row)));
    }
  }

  of(rule: string, about: string): KeptState | undefined {
    return this.states.get(rule)?.get(about);
  }

  /** What a rule has come to, for each thing that it is about. */
  allOf(rule: string): KeptState[] {
    return this.everythingOf(rule).filter(({ about }) => about !== JUDGED);
  }

  /** With the mark up to when its windows are judged. */
  everythingOf(rule: string): KeptState[] {
    return [...(this.states.get(rule)?.values() ?? [])];
  }

  rules(): Iterable<string> {
    return this.states.keys();
  }
}

/** A parameter of a statement has room for so many. */
const MAX_AT_ONCE = 50;

/** Keeps what every alert has come to. Whoever writes does it in a turn of the lease. */
@Injectable()
export class AlertStates {
  private last: KnownStates | undefined;

  constructor(private readonly clickhouse: ClickHouse) {}

  /** Read again only when anything has changed: there may be thousands. */
  async known(): Promise<KnownStates> {
    const [row] = await this.clickhouse.query<{ version: string }>('notify/states_version');
    const version = BigInt(row?.version ?? 0);
    if (this.last?.version !== version)
      this.last = new KnownStates(await this.clickhouse.query<Row>('notify/states'), version);
    return this.last;
  }

  async put(turn: Pick<Turn, 'command' | 'nextVersion'>, all: readonly KeptState[]): Promise<void> {
    for (let first = 0; first < all.length; first += MAX_AT_ONCE) {
      const some = all.slice(first, first + MAX_AT_ONCE);
      await turn.command('notify/put_states', {
        rules: some.map(({ rule }) => rule),
        abouts: some.map(({ about }) => about),
        states: some.map(({ state }) => state),
        since_ms: some.map(({ since }) => since),
        firings: some.map(({ firing }) => firing),
        are_told: some.map(({ isTold }) => isTold),
        told_ms: some.map(({ toldAt }) => toldAt),
        bases: some.map(({ basis }) => basis),
        found: some.map(({ found }) => JSON.stringify(found)),
        versions: some.map(() => turn.nextVersion()),
      });
    }
  }
}

function stateOf({ rule, about, state, since_ms, firing, is_told, told_ms, basis, found }: Row): KeptState {
  return {
    ...{ rule, about, state, firing, isTold: is_told, basis },
    ...{ since: Number(since_ms), toldAt: Number(told_ms) },
    found: JSON.parse(found) as KeptState['found'],
  };
}
