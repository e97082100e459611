import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';
import { DELIVERY_INTAKE } from './delivery-intake';
import type { DeliveryIntake } from './delivery-intake';
import { WebhookCounters } from './webhook-counters';
import { WebhookReceiver } from './webhook-receiver';

/** The edge: verifies SignalZen's deliveries and hands their bytes to an intake. */
@Module({})
export class WebhookModule {
  /** With the class of the intake, which is made here, and the modules that lend what it needs. */
  static with(intake: Type<DeliveryIntake>, imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: WebhookModule,
      imports,
      providers: [WebhookReceiver, WebhookCounters, { provide: DELIVERY_INTAKE, useClass: intake }],
      exports: [WebhookReceiver, WebhookCounters],
    };
  }
}
