/**
 * Work that is done at every turn, and never twice at once. A turn that comes while the last one's work goes on is
 * taken right after it; of several one.
 */
export class Turns {
  private working: Promise<void> | undefined;
  private isTurnMissed = false;
  private isOver = false;

  /** @param work never rejects */
  constructor(private readonly work: () => Promise<void>) {}

  take(): void {
    if (this.isOver) return;
    if (this.working !== undefined) {
      this.isTurnMissed = true;
      return;
    }
    this.working = this.work().finally(() => {
      this.working = undefined;
      if (!this.isTurnMissed) return;
      this.isTurnMissed = false;
      this.take();
    });
  }

  /** Resolves when the work under way is done; no more begins. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.working;
  }
}
