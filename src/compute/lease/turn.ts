import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';
import type { FencedSession } from './fenced-session';
import type { Claim } from './shared-claim';

/** Where versions and time begin: as of ClickHouse's clock, read when the turn was taken. */
export interface TurnStart {
  /** Microseconds. */
  readonly now: bigint;
  /** Lower than every version of this turn, and not lower than any before it. */
  readonly lastVersion: bigint;
  /** What was written since this version may be unfinished; `undefined`: nothing. */
  readonly unfinishedSince: bigint | undefined;
}

/**
 * The right to change what is computed from deliveries. As long as this one has it no other process changes anything;
 * once it is lost, every statement is refused.
 */
export class Turn {
  readonly unfinishedSince: bigint | undefined;
  private readonly startedAt = performance.now();
  private last: bigint;
  private required: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: FencedSession,
    private readonly claim: Claim,
    private readonly start: TurnStart,
  ) {
    this.last = start.lastVersion;
    this.unfinishedSince = start.unfinishedSince;
  }

  /** Executes a statement file, after those that were given before. @throws LeaseLost, ClickHouseError */
  async command(name: SqlName, parameters: SqlParameters, options?: CallOptions): Promise<void> {
    await this.require();
    await this.session.command(name, parameters, options);
  }

  /** @throws LeaseLost where another has had a turn since */
  require(): Promise<void> {
    // One after the other: what was given first is executed first.
    const required = this.required.then(() => this.claim.require());
    this.required = required.catch(() => undefined);
    return required;
  }

  /**
   * A number that is greater than every one before it, in all processes, whatever clocks do: of two rows with the same
   * key the one with the greater number is valid. In microseconds since 1970 where clocks were never turned back.
   */
  nextVersion(): bigint {
    const now = this.nowMicros();
    this.last = now > this.last ? now : this.last + 1n;
    return this.last;
  }

  /** The newest version that was given out, in this turn or before. */
  get lastVersion(): bigint {
    return this.last;
  }

  /** Milliseconds of ClickHouse's clock: which episodes are idle by now. */
  nowMs(): number {
    return Number(this.nowMicros() / 1000n);
  }

  private nowMicros(): bigint {
    return this.start.now + BigInt(Math.floor((performance.now() - this.startedAt) * 1000));
  }
}
