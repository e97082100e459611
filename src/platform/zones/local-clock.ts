import { offsetSpans } from './offset-spans';
import type { OffsetSpan } from './offset-spans';

const DAY_MS = 86_400_000;

/**
 * The wall clock of a zone, by arithmetic: local time is given in milliseconds since 1970-01-01T00:00 of the
 * local calendar, and both ways never go back while their argument grows, but for `toLocal` where the clock
 * itself is set back.
 */
export class LocalClock {
  private readonly spans: OffsetSpan[] = [];

  /** Answers for instants of the range, its ends included. */
  constructor(zone: string, range: { readonly from: number; readonly to: number }) {
    for (const span of offsetSpans(zone, range.from)) {
      this.spans.push(span);
      if (span.end > range.to) return;
    }
  }

  /**
   * What the clock shows. At the moment it is put forward it shows the midnight that it skips or arrives at, so
   * that every day starts at midnight; else the earliest of the times that it skips.
   */
  toLocal(instant: number): number {
    const index = this.spans.findIndex(({ end }) => instant < end);
    const span = this.spanAt(index);
    const before = this.spans[index - 1];
    const local = instant + span.offset;
    if (!before || instant !== span.start || before.offset > span.offset) return local;
    const skipped = instant + before.offset;
    const midnight = Math.ceil(skipped / DAY_MS) * DAY_MS;
    return midnight <= local ? midnight : skipped;
  }

  /** When the clock first shows a time or, if it skips it, is put forward over it. */
  toInstant(local: number): number {
    const span = this.spanAt(this.spans.findIndex(({ end, offset }) => local < end + offset));
    return Math.max(span.start, local - span.offset);
  }

  private spanAt(index: number): OffsetSpan {
    const span = this.spans[index];
    if (!span) throw new RangeError('The time lies outside of the range of this clock.');
    return span;
  }
}
