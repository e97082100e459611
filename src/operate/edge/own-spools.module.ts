import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DELIVERY_SINK } from '../../receive/spool/delivery-sink';
import type { DeliverySink } from '../../receive/spool/delivery-sink';
import { RefusalLossesModule } from '../../receive/webhook/refusal-losses';
import { DrainModule } from '../../store/drain/drain.module';
import { OwnReceiverModule } from '../../store/receivers/own-receiver.module';
import { ShardSocket } from './shard-socket';
import { SpoolAnswers } from './spool-answers';

/** The injection token of {@link OwnSpools}. */
export const OWN_SPOOLS = Symbol('OWN_SPOOLS');

/** Of each spool of the process; where there are several, each is of a shard. */
export interface OwnSpool {
  readonly shard?: string;
  readonly answers: SpoolAnswers;
  /** Takes what is to go into it. */
  readonly sink: DeliverySink;
}
export type OwnSpools = readonly OwnSpool[];

/** Lends the process its only spool. */
@Global()
@Module({
  imports: [DrainModule, OwnReceiverModule, RefusalLossesModule],
  providers: [
    SpoolAnswers,
    {
      provide: OWN_SPOOLS,
      inject: [SpoolAnswers, DELIVERY_SINK],
      useFactory: (answers: SpoolAnswers, sink: DeliverySink): OwnSpools => [{ answers, sink }],
    },
  ],
  exports: [OWN_SPOOLS],
})
export class OwnSpoolModule {}

/** The spool of a shard, in a context of its own. */
@Module({
  imports: [DrainModule, OwnReceiverModule, RefusalLossesModule],
  providers: [SpoolAnswers, ShardSocket],
})
export class ShardSpoolModule {}

/** Lends the process the spools of its shards, which are in contexts of their own. */
@Global()
@Module({})
export class OwnSpoolsModule {
  static with(spools: OwnSpools, sink: DeliverySink): DynamicModule {
    return {
      module: OwnSpoolsModule,
      providers: [
        { provide: OWN_SPOOLS, useValue: spools },
        { provide: DELIVERY_SINK, useValue: sink },
      ],
      exports: [OWN_SPOOLS, DELIVERY_SINK],
    };
  }
}
