import { Injectable } from '@nestjs/common';
import type { Turn } from '../../compute/lease/turn';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { AlertState, StateName } from './alert-state';

/** What an alert is, for one of the things that it is about. */
export interface KeptState extends AlertState {
  readonly rule: string;
  readonly about: string;
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
  readonly found: string;
  readonly version: string;
}

/** All of them at one moment. */
export class KnownStates {
  private readonly states: ReadonlyMap<string, KeptState>;
  /** Greater whenever anything has changed. */
  readonly version: bigint;

  constructor(rows: readonly Row[]) {
    this.states = new Map(rows.map((row) => [keyOf(row.rule, row.about), stateOf(row)]));
    this.version = rows.reduce((newest, { version }) => {
      const own = BigInt(version);
      return own > newest ? own : newest;
    }, 0n);
  }

  of(rule: string, about: string): KeptState | undefined {
    return this.states.get(keyOf(rule, about));
  }

  all(): Iterable<KeptState> {
    return this.states.values();
  }
}

/** Keeps what every alert has come to. Whoever writes does it in a turn of the lease. */
@Injectable()
export class AlertStates {
  constructor(private readonly clickhouse: ClickHouse) {}

  async known(): Promise<KnownStates> {
    return new KnownStates(await this.clickhouse.query<Row>('notify/states'));
  }

  async put(turn: Pick<Turn, 'command' | 'nextVersion'>, kept: KeptState): Promise<void> {
    const { rule, about, state, since, firing, isTold, toldAt, found } = kept;
    await turn.command('notify/put_state', {
      ...{ rule, about, state, firing, is_told: isTold, found: JSON.stringify(found) },
      ...{ since_ms: since, told_ms: toldAt, version: turn.nextVersion() },
    });
  }
}

function keyOf(rule: string, about: string): string {
  return JSON.stringify([rule, about]);
}

function stateOf({ rule, about, state, since_ms, firing, is_told, told_ms, found }: Row): KeptState {
  return {
    ...{ rule, about, state, firing, isTold: is_told, since: Number(since_ms), toldAt: Number(told_ms) },
    found: JSON.parse(found) as KeptState['found'],
  };
}
