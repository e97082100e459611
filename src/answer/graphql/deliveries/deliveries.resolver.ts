import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import { DeliveryListService } from '../../lists/events/delivery-list.service';
import { resolveListPage } from '../../measures/list-page';
import { bodyLimit } from '../limits/body-fields';
import { QuestionContext } from '../limits/question-context';
import { DeliveriesArgs } from './deliveries.args';
import { Delivery, deliveryOf } from './delivery.type';

@Resolver(() => Delivery)
export class DeliveriesResolver {
  constructor(private readonly deliveryList: DeliveryListService) {}

  @Query(() => [Delivery], {
    description: 'Every delivery by time of receipt, copies included, in the order of receipt, page by page.',
  })
  async deliveries(
    @Args() args: DeliveriesArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<Delivery[]> {
    const filter = { account: args.account ?? undefined, types: args.types ?? [] };
    const bodies = bodyLimit(info, question);
    const found = await this.deliveryList.received(
      resolveRange(args, UTC),
      filter,
      resolveListPage(args),
      bodies,
    );
    return found.map(deliveryOf);
  }
}
