import { Injectable } from '@nestjs/common';
import { OccurrenceMemory } from '../../platform/events/occurrence-memory';
import { Spool } from './spool';
import type { DeliverySink, SinkRefusal } from './delivery-sink';

/** Puts deliveries into the spool, each with what has to be decided when it comes. */
@Injectable()
export class SpoolSink implements DeliverySink {
  private latestAt: number | undefined;

  constructor(
    private readonly spool: Spool,
    private readonly occurrences: OccurrenceMemory,
  ) {}

  /** When the last delivery of this start was accepted, in milliseconds since 1970. */
  get lastAcceptedAt(): number | undefined {
    return this.latestAt;
  }

  refusal(): SinkRefusal | undefined {
    return this.spool.refusal();
  }

  accept(account: string, body: Buffer, done: (error?: Error) => void): void {
    const receivedAt = Date.now();
    const occurrence = this.occurrences.decide(account, body, receivedAt);
    this.spool.append({ account, receivedAt, occurrence, body }, (error) => {
      if (error) {
        done(error);
        return;
      }
      this.latestAt = receivedAt;
      done();
    });
  }
}
