import { Args, Query, Resolver } from '@nestjs/graphql';
import { DeliveryListService } from '../../measures/events/delivery-list.service';
import { DeliveriesArgs } from './deliveries.args';
import { Delivery, deliveryOf } from './delivery.type';

@Resolver(() => Delivery)
export class DeliveriesResolver {
  constructor(private readonly deliveryList: DeliveryListService) {}

  @Query(() => [Delivery], {
    description: 'Every delivery by time of receipt, copies included, in the order of receipt, page by page.',
  })
  async deliveries(@Args() args: DeliveriesArgs): Promise<Delivery[]> {
    const range = { from: args.from.getTime(), to: args.to.getTime() };
    const filter = { account: args.account ?? undefined, types: args.types ?? [] };
    const page = { limit: args.limit ?? 100, offset: args.offset ?? 0 };
    return (await this.deliveryList.received(range, filter, page)).map(deliveryOf);
  }
}
