import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { TimeInput } from '../../measures/calendar/instant';

@ArgsType()
export class EventsArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => [String], { defaultValue: [], nullable: true, description: 'Event types; empty for all.' })
  types?: string[] | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

@ArgsType()
export class ChatEventsArgs {
  @Field(() => String, { defaultValue: 'default', nullable: true })
  account?: string | null;

  @Field(() => ID)
  chatId!: string;

  @Field(() => Int, { defaultValue: 1000, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}
