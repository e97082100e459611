import { Inject } from '@nestjs/common';
import { Args, Context, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { SCHEDULE_COLUMNS, ScheduleList } from '../lists/values/schedule-list';
import type { ScheduleNow } from '../lists/values/schedule-list';
import { NO_TEAM } from '../measures/stats/teams';
import { addFields } from './add-fields';
import { NamedValue } from './service/measure-info.type';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';

@ObjectType('Schedule', { description: 'When an account works, by one of its schedules.' })
class ScheduleType {}
addFields(ScheduleType, SCHEDULE_COLUMNS);

/** What the rules of the teams say: see docs/rules.md. */
@Resolver()
export class RulesResolver {
  constructor(
    private readonly list: ScheduleList,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('numbers', 'teams')
  @Query(() => [ScheduleType], {
    description:
      'The schedules of accounts, and whether they are open now. An account is open while any of its schedules is.',
  })
  schedules(@Context() { caller }: QuestionContext): ScheduleNow[] {
    return this.list.at(Date.now(), caller.bounds);
  }

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'The teams of the rules, by name.' })
  teams(
    @Args('includeNone', {
      type: () => Boolean,
      nullable: true,
      defaultValue: false,
      description: 'Also the team "" of whoever is in none: for tools whose lists must not be empty.',
    })
    includeNone: boolean | null,
    @Context() { caller }: QuestionContext,
  ): NamedValue[] {
    const bound = caller.bounds.teams;
    const teams = named(this.rules.current.teams).filter(
      ({ value }) => bound.length === 0 || bound.includes(value),
    );
    return includeNone === true && bound.length === 0
      ? [...teams, { value: NO_TEAM, label: 'In no team' }]
      : teams;
  }

  @Requires('numbers', 'service')
  @Query(() => [NamedValue], { description: 'The targets of the rules, by name.' })
  targetNames(): NamedValue[] {
    return named(this.rules.current.targets);
  }
}

function named(rules: ReadonlyMap<string, unknown>): NamedValue[] {
  return [...rules.keys()].sort().map((name) => ({ value: name, label: name }));
}
