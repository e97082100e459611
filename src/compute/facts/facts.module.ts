import { Module } from '@nestjs/common';
import { FactBuilder } from './fact-builder';
import { UsedSettings } from './used-settings';

/** From deliveries to facts: what the measures count, chat by chat. */
@Module({
  providers: [FactBuilder, UsedSettings],
  exports: [FactBuilder, UsedSettings],
})
export class FactsModule {}
