import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module';
import { LeaseModule } from '../lease/lease.module';
import { Computing } from './computing';
import { Publisher } from './publisher';

/** Turns in which one process at a time changes what is computed. */
@Module({
  imports: [LeaseModule, FactsModule],
  providers: [Computing, Publisher],
  exports: [Computing, LeaseModule, Publisher],
})
export class ComputingModule {}
