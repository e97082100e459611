import { ArgsType, Field } from '@nestjs/graphql';
import { EventsArgs } from '../events/events.args';

@ArgsType()
export class DeliveriesArgs extends EventsArgs {
  @Field(() => String, { nullable: true, description: 'Of this account only.' })
  account?: string | null;
}
