import { Temporal } from 'temporal-polyfill';
import { offsetSpans } from '../../../platform/zones/offset-spans';
import type { OffsetSpan } from '../../../platform/zones/offset-spans';

const MINUTE_MS = 60_000;

/** An instant as the calendar and the clocks of a zone show it. */
export class LocalTime {
  /**
   * @param instant milliseconds since 1970, UTC
   * @param offset milliseconds by which the clocks are ahead of UTC; `undefined` in UTC itself
   * @param isDate whether it stands for its whole day
   */
  constructor(
    readonly instant: number,
    readonly offset: number | undefined,
    readonly isDate: boolean,
  ) {}

  /** The milliseconds at which the clocks of UTC show the same. */
  get shownAsUtc(): number {
    return this.instant + (this.offset ?? 0);
  }

  /** Whether the clocks show midnight. */
  get isMidnight(): boolean {
    return this.shown().endsWith('T00:00:00.000');
  }

  /** `2026-06-01` of a date, else `2026-06-01T13:00:00.000+03:00`, in UTC with `Z`. */
  toString(): string {
    const shown = this.shown();
    if (this.isDate) return shown.slice(0, shown.indexOf('T'));
    return shown + (this.offset === undefined ? 'Z' : offsetText(this.offset));
  }

  /** `2026-06-01` of a date, else `2026-06-01 13:00:00`: without the offset and the fraction of the second. */
  toPlainString(): string {
    const [date = '', time = ''] = this.shown().split('T');
    return this.isDate ? date : `${date} ${time.slice(0, -4)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private shown(): string {
    return new Date(this.shownAsUtc).toISOString().slice(0, -1);
  }
}

/** Tells what the clocks of a zone show, for many instants in any order. */
export class LocalTimes {
  private readonly spans: OffsetSpan[] = [];
  private readonly more: Iterator<OffsetSpan>;
  private readonly isUtc: boolean;

  /** @param zone as `requireZone` returned it */
  constructor(private readonly zone: string) {
    this.isUtc = zone === 'UTC';
    this.more = offsetSpans(zone, 0);
  }

  timeAt(instant: number): LocalTime {
    return new LocalTime(instant, this.offsetAt(instant), false);
  }

  dateAt(instant: number): LocalTime {
    return new LocalTime(instant, this.offsetAt(instant), true);
  }

  private offsetAt(instant: number): number | undefined {
    if (this.isUtc) return undefined;
    if (instant < 0) {
      const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.zone);
      return moment.offsetNanoseconds / 1_000_000;
    }
    while ((this.spans.at(-1)?.end ?? 0) <= instant) {
      const next = this.more.next();
      if (next.done === true) break;
      this.spans.push(next.value);
    }
    // Mostly the latest ones are asked for.
    return (this.spans.findLast(({ start }) => start <= instant) ?? this.spans[0])?.offset;
  }
}

/** `+05:45`; with seconds only where clocks were so, long ago. */
function offsetText(offset: number): string {
  const ahead = Math.abs(offset);
  const [hours, minutes] = [Math.floor(ahead / (60 * MINUTE_MS)), Math.floor(ahead / MINUTE_MS) % 60];
  const seconds = Math.round((ahead % MINUTE_MS) / 1000);
  const parts = [hours, minutes, ...(seconds === 0 ? [] : [seconds])];
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}
