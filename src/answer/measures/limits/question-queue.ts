/** How much of a queue is used at once, and how long one waits in it. */
export interface QueueLimits {
  /** What is answered at once weighs so much at most. */
  readonly weight: number;
  readonly maxWaiting: number;
  readonly timeoutMs: number;
}

/** Too many questions are being answered already. */
export class TooManyQuestions extends Error {
  readonly code = 'RATE_LIMITED';

  constructor() {
    super('Too many queries are being answered already. Try again in a moment, with fewer at once.');
  }
}

/** Whoever asked does not wait any more. */
export class AskerHasLeft extends Error {
  readonly code = 'RATE_LIMITED';

  constructor() {
    super('The request was given up before its turn came.');
  }
}

interface Waiting {
  readonly weight: number;
  readonly begin: () => void;
}

/** Lets a few questions be answered at a time, in the order in which they came. */
export class QuestionQueue {
  private free: number;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly limits: QueueLimits) {
    this.free = limits.weight;
  }

  /**
   * Resolves when it is the question's turn, with what ends that: to be called once the answer is there, and harmless
   * when called again.
   * @param weight 1 or more; what weighs more than all that is answered at once is answered alone
   * @throws TooManyQuestions when too many wait, or for too long; AskerHasLeft when `leaving` is aborted first
   */
  async enter(weight: number, leaving: AbortSignal): Promise<() => void> {
    const taken = Math.min(weight, this.limits.weight);
    if (this.waiting.length > 0 || taken > this.free) await this.wait(taken, leaving);
    else this.free -= taken;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.free += taken;
      this.admit();
    };
  }

  private wait(weight: number, leaving: AbortSignal): Promise<void> {
    if (leaving.aborted) return Promise.reject(new AskerHasLeft());
    if (this.waiting.length >= this.limits.maxWaiting) return Promise.reject(new TooManyQuestions());
    return new Promise((begin, giveUp) => {
      const end = (): void => {
        clearTimeout(timer);
        leaving.removeEventListener('abort', leave);
      };
      const waiting = {
        weight,
        begin: () => {
          end();
          begin();
        },
      };
      const leaveWith = (error: Error): void => {
        end();
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        giveUp(error);
        this.admit();
      };
      const leave = (): void => {
        leaveWith(new AskerHasLeft());
      };
      const timer = setTimeout(() => {
        leaveWith(new TooManyQuestions());
      }, this.limits.timeoutMs);
      leaving.addEventListener('abort', leave, { once: true });
      this.waiting.push(waiting);
    });
  }

  private admit(): void {
    for (let [next] = this.waiting; next !== undefined && next.weight <= this.free; [next] = this.waiting) {
      this.waiting.shift();
      this.free -= next.weight;
      next.begin();
    }
  }
}
