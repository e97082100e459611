import { Module } from '@nestjs/common';
import { PendingRanges } from './pending-ranges';

/** The list of deliveries whose facts are still to be computed. */
@Module({ providers: [PendingRanges], exports: [PendingRanges] })
export class PendingRangesModule {}
