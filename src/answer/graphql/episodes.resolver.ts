import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver, ObjectType, ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { DEFAULT_ACCOUNT } from '../../platform/config/read-settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import type { Episode, EpisodeStatus } from '../lists/episodes/episode';
import { EPISODE_COLUMNS, EPISODE_STATUS } from '../lists/episodes/episode';
import { EpisodeSearchService } from '../lists/episodes/episode-search';
import { EpisodeListService } from '../lists/episodes/episode-list.service';
import { EventListService } from '../lists/events/event-list.service';
import { requireChat } from '../lists/events/require-chat';
import { ALL_STARTED, otherEpisodesOf } from '../measures/registry/episode-counts';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { resolveListPage } from '../measures/list-page';
import { resolveFilter } from '../measures/stats/filter-input';
import { addFields } from './add-fields';
import type { TimeInput } from '../measures/calendar/instant';
import { enumType } from './enum-type';
import { LeavingOutArgs } from './leaving-out.args';
import { QuestionContext } from './limits/question-context';
import { clocks, StatsFilter } from './stats/stats.args';
import { Requires } from './requires';

@ObjectType('Episode', { description: 'One contact within the lifelong thread of a visitor.' })
class EpisodeType {}
addFields(EpisodeType, EPISODE_COLUMNS);

const statuses = enumType(EPISODE_STATUS);

@ArgsType()
class EpisodesArgs extends LeavingOutArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => statuses, { nullable: true })
  status?: EpisodeStatus | null;

  @Field(() => String, {
    defaultValue: ALL_STARTED,
    nullable: true,
    description:
      'A measure that counts episodes, such as episodesMissed: the episodes that it counts, by the time at which it counts them. Or a figure of a target, as in `breached/<target>` (met, breached, pending, endedEarly, lastWords); of REPLY an episode is listed for each of its turns. Or ratings, or rating1 to rating5: the episodes that were so rated in the range, each once; or repeatContacts: those that ended in it and after which the visitor came back within 7 days.',
  })
  behind?: string | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those of the chat of this id, of an operator whose name or id it is, or whose page or value of an attribute holds it, whatever the case.',
  })
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those in which these words, of 3 to 100 characters, were written in the range, which is 92 days at most, whatever the case. Needs texts, and is in the audit like reading them. What was erased, or is older than texts are kept, is not found.',
  })
  words?: string | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

@ArgsType()
class ChatEpisodesArgs {
  @Field(() => String, { defaultValue: DEFAULT_ACCOUNT, nullable: true })
  account?: string | null;

  @Field(() => ID)
  chatId!: string;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

@Resolver(() => EpisodeType)
export class EpisodesResolver {
  constructor(
    private readonly list: EpisodeListService,
    private readonly searches: EpisodeSearchService,
    private readonly events: EventListService,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('contacts', 'everything', { words: 'texts' })
  @Query(() => [EpisodeType], {
    description:
      'The episodes behind a number, by the time at which it counts them, page by page. The same range and filter select as many as stats counts.',
  })
  async episodes(
    @Args() { filter, behind, status, clock, search, words, ...input }: EpisodesArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Episode[]> {
    const range = resolveRange(input, UTC);
    const bound = resolveFilter(filter, caller.bounds);
    const request = {
      range,
      filter: bound,
      behind: otherEpisodesOf(behind ?? '') ?? this.list.behind(behind ?? ALL_STARTED),
      status: status ?? undefined,
      search: await this.searches.resolve({ search, words }, range, bound),
      clock: clock ?? DEFAULT_CLOCK,
    };
    return this.list.page(request, resolveListPage(input));
  }

  @Requires('contacts', 'teams')
  @Query(() => [EpisodeType], { description: 'The episodes of one chat, the first one first, page by page.' })
  async chatEpisodes(
    @Args() { account: asked, chatId, clock, ...page }: ChatEpisodesArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Episode[]> {
    const chat = { account: asked ?? DEFAULT_ACCOUNT, chatId };
    const within = { bounds: caller.bounds, teams: this.rules.current.teams };
    await requireChat(chat, within, this.events);
    return this.list.ofChat(chat, clock ?? DEFAULT_CLOCK, resolveListPage(page));
  }
}
