import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';

interface Row {
  readonly what: 'pending' | 'deadline' | 'unfinished';
  readonly is_due: number;
  readonly until_ms: string;
}

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
}

/** What is to be computed, of all that any process has stored. */
@Injectable()
export class DueWork {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** @param afterMs up to when it is known that what time changes was looked for */
  async look(afterMs: number): Promise<Due> {
    // A second thread would cost more than it saves.
    const settings = { max_threads: 1 };
    const rows = await this.clickhouse.query<Row>('rollups/due', { after_ms: afterMs }, { settings });
    const deadline = rows.find(({ what }) => what === 'deadline');
    if (deadline === undefined) throw new Error('rollups/due does not say what time it is');
    const isDue = (one: Row['what']) => rows.some(({ what, is_due }) => what === one && is_due === 1);
    return {
      arePending: isDue('pending'),
      areAnyDeadlines: isDue('deadline'),
      isUnfinished: isDue('unfinished'),
      nowMs: Number(deadline.until_ms),
    };
  }
}
