import { Global, Inject, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { OccurrenceMemory } from '../../platform/events/occurrence-memory';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { openSpool } from './open-spool';
import { Spool } from './spool';
import { DELIVERY_SINK } from './delivery-sink';
import { SpoolSink } from './spool-sink';

/** The spool in `DATA_DIR/spool`, opened before anything is received, and the way into it. */
@Global()
@Module({
  providers: [
    { provide: OccurrenceMemory, useFactory: () => new OccurrenceMemory() },
    {
      provide: Spool,
      inject: [SETTINGS, LOG, OccurrenceMemory],
      useFactory: (settings: Settings, log: Log, occurrences: OccurrenceMemory) =>
        openSpool(settings, log, {
          onRecovered: ({ account, body, receivedAt, occurrence, isErased }) => {
            if (isErased !== true) occurrences.remember(account, body, receivedAt, occurrence);
          },
        }),
    },
    SpoolSink,
    { provide: DELIVERY_SINK, useExisting: SpoolSink },
  ],
  exports: [DELIVERY_SINK, Spool, SpoolSink],
})
export class SpoolModule implements OnApplicationShutdown {
  constructor(@Inject(Spool) private readonly spool: Spool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.spool.close();
  }
}
