import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import type { ColumnsOf } from '../columns/column';
import { requireListPage } from '../list-page';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';

/** What is going on right now. */
export interface LiveNow {
  readonly asOf: Date;
  readonly episodesOpen: number;
  /** Open, and the visitor wrote last: nobody has answered yet. A message dated ahead waits from that time on. */
  readonly episodesWaiting: number;
  /** Null while nobody waits. */
  readonly longestWaitSeconds: number | null;
}

/** A visitor who waits for an answer. */
export interface Waiting {
  readonly account: string;
  readonly chatId: string;
  readonly number: number;
  readonly waitingSince: Date;
  readonly waitSeconds: number;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
}

export const WAITING_COLUMNS: ColumnsOf<Waiting> = [
  { name: 'account', type: 'TEXT', isNullable: false },
  { name: 'chatId', type: 'ID', isNullable: false },
  {
    name: 'number',
    type: 'WHOLE',
    isNullable: false,
    description: 'Of the episode: 1, 2, … within the chat.',
  },
  {
    name: 'waitingSince',
    type: 'TIME',
    isNullable: false,
    description: 'When the visitor wrote the first message that nobody has answered.',
  },
  { name: 'waitSeconds', type: 'NUMBER', isNullable: false, unit: 'seconds' },
  {
    name: 'operator',
    type: 'TEXT',
    isNullable: false,
    description: "Who wrote its last operator message; '' if nobody.",
  },
  { name: 'page', type: 'TEXT', isNullable: false, description: "Its path; '' if unknown." },
  {
    name: 'copilot',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Whether the copilot takes part in the episode.',
  },
];

interface Row {
  readonly open: string;
  readonly waiting: string;
  readonly longest_wait_ms: string | null;
}

interface WaitingRow {
  readonly account: string;
  readonly chat_id: string;
  readonly number: number;
  readonly since_ms: string;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
}

// Every open episode is noted for the time at which it will be idle, or closed by an event that is dated ahead.
const OPEN = `idle_from > {now: DateTime64(3)} AND started_at < {now: DateTime64(3)}
  AND (account, thread) IN (SELECT account, thread FROM deadlines WHERE due_at > {now: DateTime64(3)} AND is_open)`;
/** A visitor's message that is dated ahead does not wait yet. */
const WAITS = 'waiting_since <= {now: DateTime64(3)}';

@Injectable()
export class LiveService {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  async now(filter: StatsFilter): Promise<LiveNow> {
    const asOf = new Date();
    const { sql, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: this.rules.current.teams,
    });
    const rows = await this.clickhouse.queryText<Row>(
      `SELECT
  count() AS open,
  countIf(${WAITS}) AS waiting,
  toUnixTimestamp64Milli({now: DateTime64(3)}) - toUnixTimestamp64Milli(
    minOrNullIf(waiting_since, ${WAITS})) AS longest_wait_ms
FROM episodes_store FINAL
WHERE ${OPEN}${sql}`,
      { ...parameters, now: asOf },
      'live',
    );
    const [row] = rows;
    if (row === undefined) throw new Error('live answered with no row');
    return {
      asOf,
      episodesOpen: Number(row.open),
      episodesWaiting: Number(row.waiting),
      longestWaitSeconds: row.longest_wait_ms === null ? null : Number(row.longest_wait_ms) / 1000,
    };
  }

  /**
   * The episodes that {@link now} counts as waiting, longest first.
   * @param limit at most so many
   * @throws BadInput
   */
  async waiting(filter: StatsFilter, limit: number): Promise<Waiting[]> {
    requireListPage({ limit, offset: 0 });
    const now = new Date();
    const { sql, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: this.rules.current.teams,
    });
    const rows = await this.clickhouse.queryText<WaitingRow>(
      `SELECT
  account, substring(thread, 6) AS chat_id, number, toUnixTimestamp64Milli(waiting_since) AS since_ms,
  operator, page, copilot
FROM episodes_store FINAL
WHERE ${OPEN}
  AND ${WAITS}${sql}
ORDER BY since_ms, account, thread, number
LIMIT {limit: UInt32}`,
      { ...parameters, now, limit },
      'waiting',
    );
    return rows.map(({ account, chat_id, number, since_ms, operator, page, copilot }) => ({
      ...{ account, chatId: chat_id, number },
      waitingSince: new Date(Number(since_ms)),
      waitSeconds: (now.getTime() - Number(since_ms)) / 1000,
      ...{ operator, page, copilot },
    }));
  }
}
