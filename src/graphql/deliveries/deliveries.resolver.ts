import { Args, Query, Resolver } from '@nestjs/graphql';
import { rangeOf, UTC } from '../../measures/calendar/given-range';
import { DeliveryListService } from '../../measures/events/delivery-list.service';
import { pageOf } from '../../measures/lists/given-page';
import { DeliveriesArgs } from './deliveries.args';
import { Delivery, deliveryOf } from './delivery.type';

@Resolver(() => Delivery)
export class DeliveriesResolver {
  constructor(private readonly deliveryList: DeliveryListService) {}

  @Query(() => [Delivery], {
    description: 'Every delivery by time of receipt, copies included, in the order of receipt, page by page.',
  })
  async deliveries(@Args() args: DeliveriesArgs): Promise<Delivery[]> {
    const filter = { account: args.account ?? undefined, types: args.types ?? [] };
    return (await this.deliveryList.received(rangeOf(args, UTC), filter, pageOf(args))).map(deliveryOf);
  }
}
