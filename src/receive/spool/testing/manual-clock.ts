import type { SpoolClock } from '../spool-clock';

/** A clock that stands still until a test moves it, and whose repetitions a test sets off. */
export class ManualClock implements SpoolClock {
  private readonly tasks = new Set<() => void>();

  constructor(public time: number) {}

  now(): number {
    return this.time;
  }

  repeat(_everyMs: number, task: () => void): () => void {
    this.tasks.add(task);
    return () => {
      this.tasks.delete(task);
    };
  }

  /** Sets off what is repeated, once. What it starts goes on afterwards. */
  tick(): void {
    for (const task of this.tasks) task();
  }
}
