import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { FreshnessService } from '../../freshness/freshness.service';
import { AccountList } from '../../lists/values/account-list';
import { MEASURES } from '../../measures/registry/measures';
import { isAccountWithin } from '../../measures/stats/list-bounds';
import { AwayShards } from '../../shards/away-shards';
import { LeavingOutArgs } from '../leaving-out.args';
import { QuestionContext } from '../limits/question-context';
import { Freshness } from './freshness.type';
import { MeasureInfo, measureInfoOf, NamedValue } from './measure-info.type';
import { Requires } from '../requires';

/** What there is to ask for, and how current it is. */
@Resolver()
export class ServiceResolver {
  constructor(
    private readonly freshnessService: FreshnessService,
    private readonly accountList: AccountList,
    private readonly away: AwayShards,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('numbers', 'needless')
  @Query(() => Freshness)
  async freshness(
    @Context() { caller }: QuestionContext,
    @Args() { ifUnavailable }: LeavingOutArgs,
  ): Promise<Freshness> {
    const { teams } = this.rules.current;
    const away = ifUnavailable === 'LEAVE_OUT' ? this.away.leftOut() : [];
    const leftOut = away.filter((name) => isAccountWithin(name, caller.bounds, teams));
    return { ...(await this.freshnessService.now(caller.bounds.accounts)), leftOut };
  }

  @Requires('numbers', 'needless')
  @Query(() => [MeasureInfo], { description: 'What each number means.' })
  measures(): MeasureInfo[] {
    const { goals } = this.rules.current;
    return MEASURES.map((measure) => measureInfoOf(measure, goals));
  }

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'The accounts that are set up or have events.' })
  accounts(@Context() { caller }: QuestionContext): Promise<NamedValue[]> {
    return this.accountList.labelled(caller.bounds);
  }
}
