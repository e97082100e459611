import type { DeliverySink, SinkRefusal } from '../../spool/delivery-sink';

/** A sink that remembers what it was given, and answers as a test says. */
export class HeldSink implements DeliverySink {
  readonly accepted: { account: string; body: Buffer }[] = [];
  refuses: SinkRefusal | undefined;
  /** The next answers fail with it. */
  failsWith: Error | undefined;
  /** Answers wait for {@link release}. */
  holds = false;
  private readonly waiting: (() => void)[] = [];

  refusal(): SinkRefusal | undefined {
    return this.refuses;
  }

  accept(account: string, body: Buffer, done: (error?: Error) => void): void {
    const answer = () => {
      if (!this.failsWith) this.accepted.push({ account, body });
      done(this.failsWith);
    };
    if (this.holds) this.waiting.push(answer);
    else setImmediate(answer);
  }

  get held(): number {
    return this.waiting.length;
  }

  release(): void {
    this.holds = false;
    for (const answer of this.waiting.splice(0)) answer();
  }
}
