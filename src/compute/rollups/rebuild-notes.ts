import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';

/** A rebuild that somebody is at, in whichever process. */
export interface RebuildUnderWay {
  readonly generation: bigint;
  /** Chats computed so far, and about how many there are. */
  readonly chats: number;
  readonly of: number;
  readonly startedAt: Date;
}

interface Row {
  readonly generation: string;
  readonly chats: string;
  readonly of: string;
  readonly started_at: string;
}

const NOTED_EVERY_MS = 3_000;

/** Tells all processes how far a rebuild is. */
@Injectable()
export class RebuildNotes {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Whoever is at a rebuild says so every few seconds. */
  async underWay(): Promise<RebuildUnderWay | undefined> {
    const [row] = await this.clickhouse.query<Row>('rebuild/under_way');
    if (row === undefined) return undefined;
    return {
      generation: BigInt(row.generation),
      chats: Number(row.chats),
      of: Number(row.of),
      startedAt: new Date(row.started_at),
    };
  }

  /** Notes that a rebuild goes on, until it ends. */
  begin(generation: bigint, of: number): NotedRebuild {
    return new NotedRebuild(this.clickhouse, generation, of);
  }
}

class NotedRebuild {
  private readonly startedAt = new Date();
  private readonly timer: NodeJS.Timeout;
  private previous: Promise<void>;
  private chats = 0;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly generation: bigint,
    private readonly of: number,
  ) {
    this.previous = this.note(false);
    this.timer = setInterval(() => {
      this.previous = this.previous.then(() => this.note(false));
    }, NOTED_EVERY_MS);
    this.timer.unref();
  }

  at(chats: number): void {
    this.chats = chats;
  }

  /** It is over, whatever became of it. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.previous.then(() => this.note(true));
  }

  /** What cannot be noted is missed by nobody for long. */
  private async note(isOver: boolean): Promise<void> {
    const { generation, chats, of, startedAt } = this;
    const said = { generation, chats, of, started_at: startedAt, is_over: isOver };
    await this.clickhouse.command('rebuild/note', said).catch(() => undefined);
  }
}
