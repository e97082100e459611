import type { Portions, ReportRow } from '../../report';

/** Rows that come in portions and are taken in others. */
export class RowQueue {
  private readonly portions: AsyncIterator<readonly ReportRow[]>;
  private waiting: readonly ReportRow[] = [];

  constructor(portions: Portions) {
    this.portions = portions[Symbol.asyncIterator]();
  }

  async hasMore(): Promise<boolean> {
    while (this.waiting.length === 0) {
      const next = await this.portions.next();
      if (next.done === true) return false;
      this.waiting = next.value;
    }
    return true;
  }

  /** As many as have come, and no more than `most`; none where there are no more. */
  async take(most: number): Promise<readonly ReportRow[]> {
    if (!(await this.hasMore())) return [];
    const taken = this.waiting.slice(0, most);
    this.waiting = this.waiting.slice(most);
    return taken;
  }

  /** Leaves off the source, which has not to be at its end. */
  async close(): Promise<void> {
    await this.portions.return?.();
  }
}
