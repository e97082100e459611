import { Args, ArgsType, Context, Field, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Caller } from '../../../platform/access/caller';
import { makerOf } from '../../../platform/access/grant';
import type { RangePreset, SharedRange } from '../../../platform/access/shared-view';
import { MAX_DAYS, ShareLinks } from '../../access/share-links';
import type { Sharer } from '../../access/share-links';
import { BadInput } from '../../measures/bad-input';
import type { Comparison } from '../../measures/calendar/calendar-shift';
import type { TimeInput } from '../../measures/calendar/instant';
import { instantOf, resolveRange } from '../../measures/calendar/range-input';
import { DEFAULT_CLOCK } from '../../measures/clock';
import type { Clock } from '../../measures/clock';
import { COMPARE, requireDaysBefore, STATS_DEFAULTS } from '../../measures/stats/stats-input';
import { enumType } from '../enum-type';
import { QuestionContext } from '../limits/question-context';
import { Requires } from '../requires';
import { clocks, DAYS_BEFORE, StatsFilter } from '../stats/stats.args';
import { CreatedShare, rangePresets, Share, shareOf, shareOfCaller } from './share.type';

const comparisons = enumType(COMPARE);

@ArgsType()
class CreateShareArgs {
  @Field(() => String, { description: 'For people: it stands above the view.' })
  name!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'A range of whole days that stays what it is, with `to`; or `preset`.',
  })
  from?: TimeInput | null;

  @Field(() => Date, { nullable: true })
  to?: TimeInput | null;

  @Field(() => rangePresets, { nullable: true })
  preset?: RangePreset | null;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => comparisons, {
    defaultValue: STATS_DEFAULTS.compare,
    nullable: true,
    description: 'The range that it is compared with is shown as well.',
  })
  compare?: Comparison | 'NONE' | null;

  @Field(() => Int, { nullable: true, description: DAYS_BEFORE })
  daysBefore?: number | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;

  @Field(() => String, {
    nullable: true,
    description: 'The origin of the only page that may show it in a frame, one of the rules.',
  })
  host?: string | null;

  @Field(() => Date, { description: `When it ends: within ${MAX_DAYS} days.` })
  expiresAt!: TimeInput;
}

/** Links that show the numbers of one view to whoever has them. */
@Resolver(() => Share)
export class SharesResolver {
  constructor(private readonly links: ShareLinks) {}

  @Requires('numbers', 'needless')
  @Query(() => Share, { nullable: true, description: 'The view of the link that asks; null for others.' })
  share(@Context() { caller }: QuestionContext): Share | null {
    return shareOfCaller(caller);
  }

  @Requires('numbers', 'teams')
  @Query(() => [Share], {
    description: 'The share links of which the one who asks may see everything, by their creation.',
  })
  async shares(@Context() { caller }: QuestionContext): Promise<Share[]> {
    return (await this.links.list(caller)).map(shareOf);
  }

  @Requires('numbers', 'teams')
  @Mutation(() => CreatedShare, {
    description: 'Shares the numbers of one view, within what the one who asks may see.',
  })
  async createShare(
    @Args()
    { name, timezone, filter, compare, daysBefore, clock, host, expiresAt, ...range }: CreateShareArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<CreatedShare> {
    const zone = timezone ?? STATS_DEFAULTS.timezone;
    const { link, share } = await this.links.create(
      {
        ...{ name, zone, filter, range: rangeOf(range, zone) },
        compare: compare ?? STATS_DEFAULTS.compare,
        daysBefore: requireDaysBefore(daysBefore, compare ?? STATS_DEFAULTS.compare),
        clock: clock ?? DEFAULT_CLOCK,
        host: host ?? undefined,
        expiresAt: new Date(instantOf(expiresAt, zone)),
      },
      sharerOf(caller),
    );
    return { link, share: shareOf(share) };
  }

  @Requires('numbers', 'teams')
  @Mutation(() => Share, { description: 'Takes a share link back, within a second everywhere.' })
  async revokeShare(
    @Args('id', { type: () => ID }) id: string,
    @Context() { caller }: QuestionContext,
  ): Promise<Share> {
    return shareOf(await this.links.revoke(id, sharerOf(caller)));
  }
}

/** @throws BadInput unless it is given in one way */
function rangeOf(
  { from, to, preset }: Pick<CreateShareArgs, 'from' | 'to' | 'preset'>,
  zone: string,
): SharedRange {
  if (preset && !from && !to) return { preset };
  if (from && to && !preset) return resolveRange({ from, to }, zone);
  throw new BadInput('A share link shows either a preset, or what lies between from and to.');
}

function sharerOf(caller: Caller): Sharer {
  return { bounds: caller.bounds, maker: makerOf(caller), noted: caller };
}
