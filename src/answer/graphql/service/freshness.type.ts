import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Requires } from '../requires';

@ObjectType('Freshness', { description: 'How current and how complete the numbers are.' })
export class Freshness {
  @Field(() => Date, { nullable: true })
  lastReceivedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Everything that was in ClickHouse then is in the numbers.',
  })
  lastRollupAt!: Date | null;

  @Requires('any', 'service')
  @Field(() => Int, {
    nullable: true,
    description:
      'Accepted on disk, not yet in ClickHouse. Of receivers on other machines, as of their reports, every ten seconds. Null: not known, since one of them does not answer.',
  })
  eventsOnDisk!: number | null;

  @Requires('any', 'service')
  @Field(() => Int, { description: 'In ClickHouse, not yet in the roll-ups.' })
  eventsPending!: number;

  @Requires('any', 'service')
  @Field(() => Int, {
    description:
      'Operator messages whose chat is not known: they count as messages, but in no response time.',
  })
  operatorMessagesUnlinked!: number;

  @Requires('any', 'service')
  @Field(() => Float, {
    nullable: true,
    description:
      "Of the chats and messages of the last seven days that SignalZen's API shows, the share that came by webhook; the rest was read from the API. Null: nothing was compared.",
  })
  coverage!: number | null;

  @Requires('any', 'service')
  @Field(() => Date, { nullable: true, description: 'The latest comparison of those days with the API.' })
  lastComparedAt!: Date | null;

  @Field(() => [String], {
    description:
      'Accounts that are not in this answer, nor in any other of the operation that was asked for with LEAVE_OUT: their database is away.',
  })
  leftOut!: readonly string[];
}

@ObjectType('ReceivedType', { description: 'What came by webhook for one event type.' })
export class ReceivedType {
  @Field()
  account!: string;

  @Field({ description: 'As SignalZen names it.' })
  type!: string;

  @Field()
  lastReceivedAt!: Date;

  @Field(() => Int, { description: 'Deliveries of the last seven days, copies included.' })
  deliveries7d!: number;
}

@ObjectType('KeptSince', { description: 'What of an account is no longer kept: see `docs/retention.md`.' })
export class KeptSince {
  @Field()
  account!: string;

  @Field({
    description:
      'Of what came before then, texts, names, addresses and attributes are not kept, or are being removed.',
  })
  textsSince!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'Of chats in which nothing came since then, events are not kept, or are being removed. What was counted of them stays as it was computed, whatever rules say by now. Null: all are kept.',
  })
  eventsSince!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Of the time before then, nothing is counted any more. Null: all of it is.',
  })
  factsSince!: Date | null;

  @Field(() => Int, {
    description:
      'Deliveries of the last 30 days that came too late to be counted: of a time of which the events of their chat, or all facts, are gone. Copies count as well.',
  })
  lateDeliveries!: number;
}

@ObjectType('RebuildProgress', { description: 'How far a recomputation of all numbers is.' })
export class RebuildProgress {
  @Field(() => Int, { description: 'Chats that are computed so far.' })
  chats!: number;

  @Field(() => Int, { description: 'About how many there are.' })
  of!: number;

  @Field()
  startedAt!: Date;
}
