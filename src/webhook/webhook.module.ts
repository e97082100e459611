import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module';
import { WebhookCounters } from './webhook-counters';
import { WebhookReceiver } from './webhook-receiver';

/** The edge: verifies SignalZen's deliveries and hands their bytes to the intake. */
@Module({
  imports: [IntakeModule],
  providers: [WebhookReceiver, WebhookCounters],
  exports: [WebhookReceiver],
})
export class WebhookModule {}
