import { Module } from '@nestjs/common';
import { PendingRangesModule } from '../pending-ranges/pending-ranges.module';
import { DeliveryStore } from './delivery-store';
import { DirectStore } from './direct-store';
import { RejectedDeliveries } from './rejected-deliveries';

/** Into ClickHouse, from the spool or past it. */
@Module({
  imports: [PendingRangesModule],
  providers: [DeliveryStore, DirectStore, RejectedDeliveries],
  exports: [DeliveryStore, DirectStore, RejectedDeliveries],
})
export class DirectStoreModule {}
