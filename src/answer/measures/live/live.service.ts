import { Inject, Injectable } from '@nestjs/common';
import { chatLinkOf, schedulesOf } from '../../../platform/rules/rules';
import { RulesOfNumbers } from '../../../compute/facts/rules-of-numbers';
import type { Clock } from '../clock';
import type { ColumnsOf } from '../columns/column';
import { joinedNames, LINK_COLUMN, namesColumn } from '../columns/shared-columns';
import { requireListPage } from '../list-page';
import { waitMs } from './wait-length';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';
import { teamLookup } from '../stats/teams';
import { Asking } from '../../shards/asking';

/** What is going on right now. */
export interface LiveNow {
  readonly asOf: Date;
  readonly episodesOpen: number;
  /** Open, and the visitor wrote last: nobody has answered yet. A message dated ahead waits from that time on. */
  readonly episodesWaiting: number;
  /** Of those who wait, how many have done so beyond a target; null where the rules name none. */
  readonly episodesOverdue: number | null;
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
  readonly workingWaitSeconds: number | null;
  readonly dueAt: Date | null;
  readonly dueTarget: string | null;
  /** The same of each of the targets on this wait, by its name. */
  readonly dues: ReadonlyMap<string, Date>;
  readonly operator: string;
  readonly teams: string;
  readonly page: string;
  readonly copilot: boolean;
  readonly link: string | null;
}

export const WAITING_COLUMNS: ColumnsOf<Omit<Waiting, 'dues'>> = [
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
    name: 'workingWaitSeconds',
    type: 'NUMBER',
    isNullable: true,
    unit: 'seconds',
    description:
      'The same within the working hours of its account, whatever the clock; null where it has no schedule.',
  },
  {
    name: 'dueAt',
    type: 'TIME',
    isNullable: true,
    description: 'Up to when the first of the targets on this wait is kept, or was; null without one.',
  },
  { name: 'dueTarget', type: 'TEXT', isNullable: true, description: 'The name of that target.' },
  {
    name: 'operator',
    type: 'TEXT',
    isNullable: false,
    description: "Who wrote its last operator message; '' if nobody.",
  },
  namesColumn('teams', 'The teams of its operator'),
  { name: 'page', type: 'TEXT', isNullable: false, description: "Its path; '' if unknown." },
  {
    name: 'copilot',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Whether the copilot takes part in the episode.',
  },
  LINK_COLUMN,
];

interface Row {
  readonly account: string;
  readonly open: string;
  readonly waiting: string;
  readonly overdue: string;
  readonly longest_since_ms: string | null;
}

interface WaitingRow {
  readonly account: string;
  readonly chat_id: string;
  readonly number: number;
  readonly since_ms: string;
  readonly due_ms: string | null;
  readonly due_target: string;
  readonly dues_ms: Readonly<Record<string, string>>;
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
    private readonly asking: Asking,
    @Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>,
  ) {}

  async now(filter: StatsFilter, clock: Clock): Promise<LiveNow> {
    const asOf = new Date();
    const { sql: conditions, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: this.rules.current.teams,
    });
    // Within an account, who has waited longest has done so on either clock.
    const sql = `SELECT
  account,
  count() AS open,
  countIf(${WAITS}) AS waiting,
  countIf(${WAITS} AND breach_due_at < {now: DateTime64(3)}) AS overdue,
  toUnixTimestamp64Milli(minOrNullIf(waiting_since, ${WAITS})) AS longest_since_ms
FROM episodes_store FINAL
WHERE ${OPEN}${conditions}
GROUP BY account`;
    const rows = await this.asking.query<Row>({ name: 'live', sql }, filter.accounts, {
      ...parameters,
      now: asOf,
    });
    const waits = rows.flatMap(({ account, longest_since_ms: since }) =>
      since === null
        ? []
        : [waitMs(this.rules.current, { account, since: Number(since), now: asOf.getTime(), clock })],
    );
    return {
      asOf,
      episodesOpen: rows.reduce((sum, { open }) => sum + Number(open), 0),
      episodesWaiting: rows.reduce((sum, { waiting }) => sum + Number(waiting), 0),
      episodesOverdue:
        this.rules.current.targets.size === 0
          ? null
          : rows.reduce((sum, { overdue }) => sum + Number(overdue), 0),
      longestWaitSeconds: waits.length === 0 ? null : Math.max(...waits) / 1000,
    };
  }

  /**
   * The episodes that {@link now} counts as waiting, longest first.
   * @param limit at most so many
   * @throws BadInput
   */
  async waiting(filter: StatsFilter, clock: Clock, limit: number): Promise<Waiting[]> {
    requireListPage({ limit, offset: 0 });
    const now = new Date();
    const rules = this.rules.current;
    const { sql: conditions, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: rules.teams,
    });
    const sql = `SELECT
  account, substring(thread, 6) AS chat_id, number, toUnixTimestamp64Milli(waiting_since) AS since_ms,
  toUnixTimestamp64Milli(breach_due_at) AS due_ms, breach_due_target AS due_target, operator, page, copilot,
  mapApply((target, at) -> (target, toUnixTimestamp64Milli(at)), breach_dues) AS dues_ms
FROM episodes_store FINAL
WHERE ${OPEN}
  AND ${WAITS}${conditions}
ORDER BY since_ms, account, thread, number
LIMIT {limit: UInt32} BY account`;
    const rows = await this.asking.query<WaitingRow>({ name: 'waiting', sql }, filter.accounts, {
      ...{ ...parameters, now, limit },
    });
    const teamsOf = teamLookup(rules.teams);
    const waiting = rows.map((row) => {
      const { account, chat_id: chatId, operator, due_ms: due } = row;
      const wait = { account, since: Number(row.since_ms), now: now.getTime() };
      const hasHours = schedulesOf(rules, account).length > 0;
      return {
        ...{ account, chatId, number: row.number, operator, page: row.page, copilot: row.copilot },
        waitingSince: new Date(wait.since),
        waitSeconds: waitMs(rules, { ...wait, clock }) / 1000,
        workingWaitSeconds: hasHours ? waitMs(rules, { ...wait, clock: 'WORKING' }) / 1000 : null,
        dueAt: due === null ? null : new Date(Number(due)),
        dueTarget: due === null ? null : row.due_target,
        dues: new Map(Object.entries(row.dues_ms).map(([target, at]) => [target, new Date(Number(at))])),
        teams: joinedNames(teamsOf(account, operator)),
        link: chatLinkOf(rules, account, chatId),
      };
    });
    // Of equal waits, such as none yet within working hours, the order of the calendar stays.
    return waiting.sort((one, other) => other.waitSeconds - one.waitSeconds).slice(0, limit);
  }
}
