import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import { socketPathIn } from './private-socket';

/** The receiver answers from memory, or reads a few thousand records. */
const TIMEOUT_MS = 2_000;

const figuresSchema = z.object({
  /** As it calls itself on the database. */
  receiver: z.uuid(),
  /** Accepted on disk, not yet in ClickHouse. */
  deliveriesSpooled: z.int().min(0),
  /** When the last delivery of this start was accepted, in milliseconds since 1970. */
  lastReceivedAt: z.number().nullable(),
  /** Deliveries that were refused since the start and may be lost, and when the last one was. */
  refused: z.int().min(0),
  lastRefusedAt: z.number().nullable(),
});
const webhooksSchema = z.array(
  z.object({
    account: z.string(),
    /** Since the start, as the others. */
    challenges: z.int().min(0),
    accepted: z.int().min(0),
    wrongSignatures: z.int().min(0),
  }),
);
const timesSchema = z.object({ receiver: z.uuid(), times: z.array(z.number()).nullable() });
const metricsSchema = z.array(z.record(z.string(), z.unknown()));

/** What became of the requests to the webhook of each account. */
export type WebhooksOfReceiver = z.infer<typeof webhooksSchema>;
export type ReceiverFigures = z.infer<typeof figuresSchema>;
export interface WaitingTimes {
  /** Who says so, as it calls itself on the database. */
  readonly receiver?: string;
  readonly times: readonly number[];
}
/** As prom-client has them. */
export type MetricsOfReceiver = z.infer<typeof metricsSchema>;

/** Paths on the receiver's private socket. */
export const RECEIVER_PATHS = {
  figures: '/figures',
  times: '/waiting-times',
  metrics: '/metrics',
  webhooks: '/webhooks',
} as const;

/** What the process that receives on this data directory knows, for the others. */
@Injectable()
export class ReceiverLink {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'dataDir' | 'roles'>) {}

  /** `undefined`: not known. It does not answer, or the receivers are elsewhere. */
  async figures(): Promise<ReceiverFigures | undefined> {
    return this.ask(RECEIVER_PATHS.figures, figuresSchema).catch(() => undefined);
  }

  /**
   * The event times of the deliveries that are accepted and not yet in ClickHouse, in milliseconds; `undefined`: they
   * may be of any time. Of receivers elsewhere nothing is known here: there are none, and no `receiver` either.
   */
  async waitingTimes(): Promise<WaitingTimes | undefined> {
    try {
      const { receiver, times } = await this.ask(RECEIVER_PATHS.times, timesSchema);
      return times === null ? undefined : { receiver, times };
    } catch (error) {
      const isElsewhere = !this.settings.roles.includes('receive') && isAbsent(error);
      return isElsewhere ? { times: [] } : undefined;
    }
  }

  /** `undefined`: not known, as for {@link figures}. */
  async metrics(): Promise<MetricsOfReceiver | undefined> {
    return this.ask(RECEIVER_PATHS.metrics, metricsSchema).catch(() => undefined);
  }

  /** `undefined`: not known, as for {@link figures}. */
  async webhooks(): Promise<WebhooksOfReceiver | undefined> {
    return this.ask(RECEIVER_PATHS.webhooks, webhooksSchema).catch(() => undefined);
  }

  private async ask<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
    const socketPath = socketPathIn(this.settings.dataDir, 'receive.sock');
    const body = await new Promise<string>((resolve, reject) => {
      httpRequest(
        { socketPath, path, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) },
        (answer) => void text(answer).then(resolve, reject),
      )
        .on('error', reject)
        .end();
    });
    return schema.parse(JSON.parse(body));
  }
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['ENOENT', 'ECONNREFUSED'].includes(String((error as NodeJS.ErrnoException).code))
  );
}
