import { Injectable } from '@nestjs/common';
import type { ReceiverFigures } from '../../platform/processes/receiver-link';
import { RefusalLosses } from '../../receive/webhook/refusal-losses';
import { Backlog } from '../../store/drain/backlog';
import { WaitingDeliveries } from '../../store/drain/waiting-deliveries';
import { OwnIdentity } from '../../store/receivers/own-identity';

/** What only the receiver with a spool knows, for the other processes of the service. */
@Injectable()
export class SpoolAnswers {
  constructor(
    private readonly backlog: Backlog,
    private readonly waiting: WaitingDeliveries,
    private readonly identity: OwnIdentity,
    private readonly losses: RefusalLosses,
  ) {}

  /** Whether there are deliveries to take care of. */
  hasDeliveries(): boolean {
    return this.backlog.hasAny();
  }

  async figures(): Promise<ReceiverFigures> {
    const { receiver } = await this.identity.get();
    return {
      receiver,
      deliveriesSpooled: this.backlog.deliveries(),
      lastReceivedAt: this.backlog.lastReceivedAt ?? null,
      ...this.losses.current,
    };
  }

  async times(): Promise<object> {
    const { receiver } = await this.identity.get();
    return { receiver, times: (await this.waiting.times()) ?? null };
  }
}
