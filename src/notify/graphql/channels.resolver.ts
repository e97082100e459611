import { Args, Context, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { addFields } from '../../answer/graphql/add-fields';
import { QuestionContext } from '../../answer/graphql/limits/question-context';
import { Requires } from '../../answer/graphql/requires';
import { CHANNEL_COLUMNS, ChannelList } from '../lists/channel-list';
import type { ListedChannel } from '../lists/channel-list';
import { ChannelTrials, TRIAL_COLUMNS } from '../lists/channel-trial';
import type { ChannelTrial } from '../lists/channel-trial';

@ObjectType('Channel', { description: 'Where notifications go, and whether they arrive.' })
class ChannelType {}
addFields(ChannelType, CHANNEL_COLUMNS);

@ObjectType('ChannelTrial', { description: 'What became of a trial, for one receiver.' })
class ChannelTrialType {}
addFields(ChannelTrialType, TRIAL_COLUMNS);

/** Where notifications go. */
@Resolver()
export class ChannelsResolver {
  constructor(
    private readonly list: ChannelList,
    private readonly trials: ChannelTrials,
  ) {}

  @Requires('notify', 'nothing')
  @Query(() => [ChannelType], { description: 'The channels of the rules, each receiver by itself.' })
  channels(): Promise<ListedChannel[]> {
    return this.list.all();
  }

  @Requires('notify', 'nothing')
  @Mutation(() => [ChannelTrialType], {
    description:
      'Sends a trial to every receiver of a channel. Where it is taken, the channel is enabled again.',
  })
  testChannel(
    @Args('channel', { type: () => String }) channel: string,
    @Context() { caller }: QuestionContext,
  ): Promise<ChannelTrial[]> {
    return this.trials.send(channel, caller);
  }
}
