import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { CHATS_PER_RUN } from '../facts/fact-builder';

interface Row {
  readonly what: 'pending' | 'deadline' | 'unfinished';
  readonly is_due: number;
  readonly now_ms: string;
  readonly next_ms: string;
}

/** A second thread would cost more than it saves. */
const SMALL = { settings: { max_threads: 1 } };

/** What a pass would find to do. */
export interface Due {
  /** Deliveries that the facts do not hold yet. */
  readonly arePending: boolean;
  /** Chats with numbers that time alone may have changed since a moment. */
  readonly areAnyDeadlines: boolean;
  /** Something was begun and not finished: somebody is at it, or broke it off. */
  readonly isUnfinished: boolean;
  /** Milliseconds of ClickHouse's clock. */
  readonly nowMs: number;
  /** In how many milliseconds time alone changes a number, as far as is known now; what was asked about, or less. */
  readonly quietMs: number;
}

/** Chats with numbers that time alone changed in a while. */
export interface DueChats {
  /** When it was last asked for what is due, 0 for never; and up to when it is now. */
  readonly afterMs: number;
  readonly untilMs: number;
  /** What this version or a greater one changed, was computed as of `untilMs`. */
  readonly version: bigint;
}

/** What is to be computed, of all that any process has stored. */
@Injectable()
export class DueWork {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Whether the facts lack any deliveries. */
  async arePending(): Promise<boolean> {
    return (await this.clickhouse.query('rollups/pending', {}, SMALL)).length > 0;
  }

  /**
   * @param afterMs up to when it is known that what time changes was looked for
   * @param withinMs how far to look ahead
   */
  async look(afterMs: number, withinMs: number): Promise<Due> {
    const parameters = { after_ms: afterMs, within_ms: withinMs };
    const rows = await this.clickhouse.query<Row>('rollups/due', parameters, SMALL);
    const deadline = rows.find(({ what }) => what === 'deadline');
    if (deadline === undefined) throw new Error('rollups/due does not say what time it is');
    const isDue = (one: Row['what']) => rows.some(({ what, is_due }) => what === one && is_due === 1);
    const [nowMs, nextMs] = [Number(deadline.now_ms), Number(deadline.next_ms)];
    return {
      arePending: isDue('pending'),
      areAnyDeadlines: isDue('deadline'),
      // On a cluster there may also be a turn of a node that was away: who can tell is asked.
      isUnfinished: isDue('unfinished') || this.clickhouse.replica !== undefined,
      nowMs,
      quietMs: nextMs > nowMs ? nextMs - nowMs : withinMs,
    };
  }

  /**
   * Whether time may have changed the numbers of any chats.
   * @param afterMs as of {@link look}
   */
  async areAnyChatsDue(afterMs: number): Promise<{ areAny: boolean; untilMs: number }> {
    const [row] = await this.clickhouse.query<{ chats: string; until_ms: string }>('facts/due_deadlines', {
      after_ms: afterMs,
    });
    return { areAny: row?.chats !== '0', untilMs: Number(row?.until_ms ?? afterMs) };
  }

  /**
   * Selects chats for a run of which time alone has changed the numbers: an episode has become idle, the limit of a
   * target has passed, a week has since one ended. {@link CHATS_PER_RUN} at most; if there are as many, there may be
   * more.
   */
  async selectChats(due: DueChats, run: bigint): Promise<void> {
    const parameters = { ...dueParameters(due), limit: CHATS_PER_RUN, run };
    await this.clickhouse.command('facts/run_threads_due', parameters);
  }

  /** How many chats are due though they were computed since: none, where deadlines agree with numbers. */
  async countStillDue(due: DueChats): Promise<number> {
    const [row] = await this.clickhouse.query<{ chats: string }>('facts/still_due', dueParameters(due));
    return Number(row?.chats ?? 0);
  }
}

function dueParameters({ afterMs, untilMs, version }: DueChats): Record<string, number | bigint> {
  return { after_ms: afterMs, until_ms: untilMs, version };
}
