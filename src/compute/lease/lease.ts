import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Log } from '../../platform/logging/log';
import { FencedSession, isSessionForgotten, shutSession, LeaseLost } from './fenced-session';
import type { Shutting } from './fenced-session';
import { LeaseCounts, LeaseTable } from './lease-table';
import type { LeaseRow, LeaseState, OpenLease } from './lease-table';
import { SharedClaims } from './shared-claim';
import type { Claim } from './shared-claim';
import { Turn } from './turn';

/** All in milliseconds. */
const LAPSE = 10_000;
const RENEW_EVERY = 3_000;
const BETWEEN_LOOKS = 100;
const WISH_LASTS = 3_000;
const WISH_EVERY = 1_000;
const TELL_AFTER = 5_000;

const OTHER_USER =
  'a process that connects as another user of ClickHouse did not finish its turn, and only that user can end it; all ' +
  'that use one database must have one CLICKHOUSE_USER. Start that process again, or wait two hours';

export interface LeaseOptions {
  /** `service`, or the name of the command. */
  readonly program: string;
  readonly log: Log;
  readonly holder?: string;
  /** After so long without a sign of it a holder is taken for dead. */
  readonly lapseMs?: number;
}

/**
 * Lets one process at a time change what is computed. It is polite by the table of leases, where holders show that they
 * are alive and others that they wait; and it is safe whatever the table, clocks and pauses do, since a turn begins
 * only after the sessions of all others that may be computing are shut: docs/decisions/0006-one-computes-at-a-time.md.
 *
 * On a cluster, sessions are of the node that is written on; what a turn at a node that cannot be reached may still
 * write is finished by a turn after it is back.
 */
export class Lease {
  readonly counts = new LeaseCounts();
  private readonly log: Log;
  private readonly self: string;
  private readonly table: LeaseTable;
  private readonly claims: SharedClaims;
  private session: FencedSession;
  /** Of the turn that is under way. */
  private claim: Claim | undefined;
  private counter = 0n;
  /** As of the last turn that went through in this session. */
  private finished = 0n;
  private renewal: NodeJS.Timeout | undefined;
  /** The newest version when this process first looked: what has a greater one came from a process beside this one. */
  private firstSeen: bigint | undefined;
  private readonly known = new Set<string>();
  private readonly forgotten = new Map<string, boolean>();

  constructor(
    private readonly clickhouse: ClickHouse,
    { program, log, holder = `${hostname()}, process ${process.pid}`, lapseMs = LAPSE }: LeaseOptions,
  ) {
    this.log = log;
    this.self = describe(program, holder);
    this.table = new LeaseTable(clickhouse, { holder, program }, lapseMs);
    this.claims = new SharedClaims(clickhouse);
    this.session = new FencedSession(clickhouse);
  }

  /** Whether something was begun and not finished, and nobody who lives is at it. */
  async isUnfinished(): Promise<boolean> {
    const { newest, open } = await this.table.state();
    if (open.some((lease) => lease.is_live)) return false;
    return newest.cleanVersion < newest.version || open.some(({ session }) => this.isBack(session));
  }

  /** Waits for a turn. @throws the signal's reason when it is aborted first */
  async take(signal?: AbortSignal): Promise<Turn> {
    const startedAt = performance.now();
    const waited = (): number => performance.now() - startedAt;
    let [wishAt, isTold] = [0, false];
    try {
      for (;;) {
        signal?.throwIfAborted();
        const turn = await this.tryTake();
        if (turn !== undefined) return turn;
        if (waited() >= wishAt) {
          await this.table.write(this.row({ waitsMs: WISH_LASTS }));
          wishAt = waited() + WISH_EVERY;
        }
        if (!isTold && waited() > TELL_AFTER) {
          isTold = true;
          this.log.warn({ holder: this.counts.lastHolder }, 'waiting for another process that computes');
        }
        await sleep(BETWEEN_LOOKS * (0.5 + Math.random()));
      }
    } finally {
      this.counts.waitedMs += waited();
    }
  }

  /** The turn went through: all that it began is finished. @throws LeaseLost when it was lost before it could say so */
  async end(turn: Turn): Promise<void> {
    const version = turn.lastVersion;
    const row = this.row({ version, cleanVersion: version });
    await turn.require();
    await this.session.command('lease/write', this.table.parametersOf(row));
    this.stopRenewing();
    this.claim = undefined;
    this.finished = version;
    this.counts.done += 1;
  }

  /** The turn was broken off: whoever comes next finishes what it began. Never rejects. */
  async abandon(reason: unknown): Promise<void> {
    this.stopRenewing();
    const { session, claim } = this;
    this.claim = undefined;
    this.session = new FencedSession(this.clickhouse);
    this.counter = 0n;
    this.finished = 0n;
    if (reason instanceof LeaseLost) {
      this.counts.lost += 1;
      this.log.warn(
        { err: reason },
        'a turn to compute was lost; its work is repeated, and no number suffers',
      );
    } else {
      this.counts.failed += 1;
    }
    // Where this is not possible now, whoever comes next does it.
    await this.shutOwn(session.id, claim).catch(() => undefined);
  }

  /** Where another has had a turn since, it stays open: that one may not have seen all that was written in it. */
  private async shutOwn(session: string, claim: Claim | undefined): Promise<void> {
    if ((await shutSession(this.clickhouse, session)) !== 'shut') return;
    await claim?.require();
    await this.table.close(session);
  }

  /** @returns `undefined` when it is another's turn */
  private async tryTake(): Promise<Turn | undefined> {
    if (!this.session.isHere) this.session = new FencedSession(this.clickhouse);
    const before = await this.table.state();
    this.notice(before);
    const isMyTurn =
      before.newest.session !== this.session.id || before.waiting.every((id) => this.isOwn(id));
    if (!isMyTurn || (await this.isAnyAlive(before.open))) return undefined;
    const version = before.now > before.newest.version ? before.now : before.newest.version + 1n;
    try {
      const row = this.row({ isOpen: true, version, cleanVersion: before.newest.cleanVersion });
      await this.session.begin('lease/write', this.table.parametersOf(row));
      const claim = await this.claims.claim(row, (session) => this.isComputing(session));
      // Somebody may have come in between: one of the two sees the other.
      const others = await this.table.state(this.session.id);
      const isFirst = claim !== undefined && others.newest.version < version;
      const shut = isFirst ? await this.shutAll(others.open) : undefined;
      if (claim === undefined || shut === undefined) {
        await this.table.write(this.row({}));
        return undefined;
      }
      const newest = others.newest.version > before.newest.version ? others.newest : before.newest;
      const unfinishedSince = earliest(
        newest.cleanVersion < newest.version ? newest.cleanVersion : undefined,
        shut,
      );
      const known = unfinishedSince === undefined ? 0n : await this.table.lastVersion();
      this.claim = claim;
      this.keepRenewing(row);
      this.counts.isHeld = true;
      this.counts.lastHolder = this.self;
      return new Turn(this.session, claim, {
        now: others.now,
        lastVersion: known > version ? known : version,
        unfinishedSince,
      });
    } catch (error) {
      await this.abandon(error);
      if (error instanceof LeaseLost) return undefined;
      throw error;
    }
  }

  /** Whether somebody has begun a turn since it was looked, and lives. */
  private async isComputing(session: string): Promise<boolean> {
    const { open } = await this.table.state(this.session.id);
    return this.isAnyAlive(open.filter((lease) => lease.session === session));
  }

  /** One that was heard of lately may be gone all the same: the server that it had its session on was started again. */
  private async isAnyAlive(open: readonly OpenLease[]): Promise<boolean> {
    for (const { session, is_live, is_of_same_user } of open) {
      if (is_live && !(is_of_same_user && (await this.isKnownAsForgotten(session)))) return true;
    }
    return false;
  }

  /** Looks once for each: a look is in the way of what the session executes. */
  private async isKnownAsForgotten(session: string): Promise<boolean> {
    const known = this.forgotten.get(session);
    if (known !== undefined) return known;
    const isForgotten = await isSessionForgotten(this.clickhouse, session);
    this.forgotten.set(session, isForgotten);
    return isForgotten;
  }

  /**
   * What is open at a node that is away stays so: when it is back, the next turn shuts it, and finishes what may have
   * come of it in between.
   * @returns since when something may be unfinished, of those that were shut; `undefined` when one of them is alive, or
   *   executes a statement
   */
  private async shutAll(open: readonly OpenLease[]): Promise<readonly bigint[] | undefined> {
    if (await this.isAnyAlive(open)) return undefined;
    const unfinished: bigint[] = [];
    for (const { session, holder, program, is_of_same_user, is_long_gone, clean_version } of open) {
      if (!is_of_same_user && !is_long_gone) {
        this.log.error({ holder, program }, OTHER_USER);
        return undefined;
      }
      const shutting = await this.shut(session);
      if (shutting === 'executing') return undefined;
      if (shutting === 'away') continue;
      unfinished.push(BigInt(clean_version));
      this.counts.takenOver += 1;
      this.log.warn({ holder, program }, 'took over from a process that did not finish its turn');
    }
    return unfinished;
  }

  private async shut(session: string): Promise<Shutting> {
    const shutting = await shutSession(this.clickhouse, session);
    if (shutting === 'shut') await this.table.close(session);
    return shutting;
  }

  /** Whether a session that was left open, at a node of a cluster that was away, can be shut now. */
  private isBack(session: string): boolean {
    return this.clickhouse.replica !== undefined && this.clickhouse.atNodeOf(session) !== undefined;
  }

  /** What this session says of itself; by default what it said after its last turn. */
  private row(said: Partial<LeaseRow>): LeaseRow {
    this.counter += 1n;
    const { finished, counter } = this;
    return {
      session: this.session.id,
      counter,
      isOpen: false,
      version: finished,
      cleanVersion: finished,
      waitsMs: 0,
      ...said,
    };
  }

  private keepRenewing({ isOpen, version, cleanVersion }: LeaseRow): void {
    this.renewal = setInterval(() => {
      // What does not arrive is missed by nobody if the next does.
      this.table.write(this.row({ isOpen, version, cleanVersion })).catch(() => undefined);
    }, RENEW_EVERY);
    this.renewal.unref();
  }

  private stopRenewing(): void {
    clearInterval(this.renewal);
    this.counts.isHeld = false;
  }

  private isOwn(session: string): boolean {
    return session === this.session.id;
  }

  private notice({ newest, open }: LeaseState): void {
    const last = open.find((lease) => lease.is_live) ?? newest;
    if (last.session !== '') this.counts.lastHolder = describe(last.program, last.holder);
    this.firstSeen ??= newest.version;
    const { holder, program, version } = newest;
    if (program !== 'service' || version <= this.firstSeen || this.known.has(holder)) return;
    this.known.add(holder);
    if (describe(program, holder) === this.self) return;
    this.log.info({ holder }, 'another service computes on this database; one does at a time');
  }
}

function earliest(one: bigint | undefined, others: readonly bigint[]): bigint | undefined {
  return [one, ...others].reduce((least, other) =>
    least === undefined || (other !== undefined && other < least) ? other : least,
  );
}

function describe(program: string, holder: string): string {
  return `${program} on ${holder}`;
}
