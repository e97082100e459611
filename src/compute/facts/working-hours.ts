import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { openIntervals } from '../../platform/rules/open-intervals';
import { schedulesOf } from '../../platform/rules/rules';
import type { Rules } from '../../platform/rules/rules';
import type { Schedule } from '../../platform/rules/schedule';
import { RowBinaryWriter } from '../../store/drain/row-binary-writer';
import { editionOf } from './edition';

/** Before, every hour counts: nobody had chats then. */
const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;
/** Further than any time that is believed, for as long as an edition is used. */
const AHEAD_DAYS = 2 * 366;
const COLUMNS = ['edition', 'account', 'from_ms', 'worked', 'is_open'];

/** The accounts that have working hours, with their schedules. */
type AccountHours = readonly (readonly [account: string, schedules: readonly Schedule[]])[];

/** The working hours of all accounts as the rules say them, for ClickHouse to compute with. */
export class WorkingHours {
  private constructor(
    private readonly accounts: AccountHours,
    /** Names these hours: a number of 64 bits, 0 where no account has any. */
    readonly edition: bigint,
  ) {}

  static of(rules: Pick<Rules, 'accounts' | 'schedules'>): WorkingHours {
    const hours = [...rules.accounts.keys()]
      .map((account) => [account, schedulesOf(rules, account)] as const)
      .filter(([, ofAccount]) => ofAccount.length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return new WorkingHours(hours, hours.length === 0 ? 0n : editionOf(hours));
  }

  /** Stores them in ClickHouse, unless they are there. */
  async store(clickhouse: ClickHouse): Promise<void> {
    if (this.accounts.length === 0) return;
    const [row] = await clickhouse.query<{ are_there: number }>('facts/are_working_hours', {
      edition: this.edition,
    });
    if (row?.are_there === 1) return;
    await clickhouse.insertBinary('working_hours', COLUMNS, this.steps(lastDayAhead()));
    // Comes last: an insert that was broken off may have left some of the rows.
    await clickhouse.insertBinary('working_hours', COLUMNS, this.mark());
  }

  /** Of the account without a name, which nobody has: that all steps of this edition are there. */
  private mark(): Buffer {
    const row = new RowBinaryWriter();
    this.write(row, '', 0, 0, true);
    return row.bytes();
  }

  private steps(until: number): Buffer {
    const rows = new RowBinaryWriter();
    for (const [account, schedules] of this.accounts) {
      const step = (from: number, worked: number, isOpen: boolean): void => {
        this.write(rows, account, from, worked, isOpen);
      };
      const open = openIntervals(schedules, FIRST_DAY, until);
      step(0, 0, true);
      if (open[0]?.start !== FIRST_DAY) step(FIRST_DAY, FIRST_DAY, false);
      let worked = FIRST_DAY;
      for (const { start, end } of open) {
        step(start, worked, true);
        worked += end - start;
        step(end, worked, false);
      }
    }
    return rows.bytes();
  }

  private write(rows: RowBinaryWriter, account: string, from: number, worked: number, isOpen: boolean): void {
    rows.uint64(this.edition);
    rows.text(account);
    rows.int64(from);
    rows.int64(worked);
    rows.bool(isOpen);
  }
}

/** The start of a day, so that hours that are stored twice end alike. */
function lastDayAhead(): number {
  return (Math.floor(Date.now() / DAY_MS) + AHEAD_DAYS) * DAY_MS;
}
