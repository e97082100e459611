import { Module } from '@nestjs/common';
import { FactBuilder } from './fact-builder';
import { RulesOfNumbers } from './rules-of-numbers';
import { UsedSettings } from './used-settings';

/** From deliveries to facts: what the measures count, chat by chat. */
@Module({
  providers: [FactBuilder, RulesOfNumbers, UsedSettings],
  exports: [FactBuilder, RulesOfNumbers, UsedSettings],
})
export class FactsModule {}
