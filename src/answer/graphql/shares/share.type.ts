import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Caller } from '../../../platform/access/caller';
import { RANGE_PRESETS } from '../../../platform/access/shared-view';
import type { RangePreset, SharedView } from '../../../platform/access/shared-view';
import type { ShareLink } from '../../access/share-links';
import type { Clock } from '../../measures/clock';
import type { Enumeration } from '../../measures/columns/column';
import type { Hours } from '../../measures/stats/hours';
import { HOURS } from '../../measures/stats/hours';
import { COMPARE } from '../../measures/stats/stats-input';
import { rangeOfView } from '../../measures/stats/bound-range';
import { enumType } from '../enum-type';
import { clocks, DAYS_BEFORE } from '../stats/stats.args';

const RANGE_PRESET: Enumeration<RangePreset> = {
  name: 'RangePreset',
  description: 'A range that moves on with the calendar, in whole days. "Last" ones end with today.',
  values: RANGE_PRESETS,
};
export const rangePresets = enumType(RANGE_PRESET);
const comparisons = enumType(COMPARE);
const hours = enumType(HOURS);

@ObjectType('SharedAttribute')
class SharedAttribute {
  @Field()
  name!: string;

  @Field(() => [String])
  values!: readonly string[];
}

@ObjectType('SharedFilter', { description: 'What a share link is of. An empty list: all.' })
class SharedFilter {
  @Field(() => [String])
  accounts!: readonly string[];

  @Field(() => [ID])
  operators!: readonly string[];

  @Field(() => [String])
  teams!: readonly string[];

  @Field(() => [String])
  pages!: readonly string[];

  @Field(() => [SharedAttribute])
  attributes!: readonly SharedAttribute[];

  @Field(() => Boolean, { nullable: true })
  copilot!: boolean | null;

  @Field(() => hours)
  hours!: Hours;
}

@ObjectType('Share', {
  description: 'A link that shows the numbers of one view. Its secret nobody can tell.',
})
export class Share {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field({ description: 'The range that it shows, now where that moves on.' })
  from!: Date;

  @Field()
  to!: Date;

  @Field(() => rangePresets, { nullable: true, description: 'Null: the range stays what it is.' })
  preset!: RangePreset | null;

  @Field({ description: 'The IANA zone whose days it shows.' })
  timezone!: string;

  @Field(() => comparisons, { description: 'With what it compares; that is shown as well.' })
  compare!: SharedView['compare'];

  @Field(() => Int, { nullable: true, description: DAYS_BEFORE })
  daysBefore!: number | null;

  @Field(() => clocks)
  clock!: Clock;

  @Field(() => String, {
    nullable: true,
    description: 'The origin of the only page that may show it in a frame; null: any that the rules allow.',
  })
  host!: string | null;

  @Field(() => SharedFilter)
  filter!: SharedFilter;

  @Field(() => String, {
    nullable: true,
    description:
      'Who made it, such as `token/3f0c9d2a41be`; null of a link that a host signed, and for whoever comes with it.',
  })
  createdBy!: string | null;

  @Field(() => Date, { nullable: true, description: 'Null where `createdBy` is.' })
  createdAt!: Date | null;

  @Field()
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Null: it was not revoked.' })
  revokedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'To the minute; null: never, or not told to whoever comes with it.',
  })
  lastUsedAt!: Date | null;
}

@ObjectType('CreatedShare')
export class CreatedShare {
  @Field({
    description:
      'The path of the page that shows it, with the secret in its fragment: append it to the address of the service. It is told this once.',
  })
  link!: string;

  @Field(() => Share)
  share!: Share;
}

/** @throws InvalidZone */
export function shareOf({ id, name, bounds, expiresAt, ...rest }: ShareLink): Share {
  return {
    ...shownOf({ id, name, expiresAt }, { ...bounds, ...bounds.view }),
    createdBy: rest.subject,
    createdAt: rest.createdAt,
    revokedAt: rest.revokedAt,
    lastUsedAt: rest.lastUsedAt,
  };
}

/** What whoever comes with a link is told of it; null for others. */
export function shareOfCaller({ id, name, bounds, expiresAt }: Caller): Share | null {
  const { view } = bounds;
  if (view === undefined || !(expiresAt instanceof Date)) return null;
  return {
    ...shownOf({ id, name, expiresAt }, { ...bounds, ...view }),
    ...{ createdBy: null, createdAt: null, revokedAt: null, lastUsedAt: null },
  };
}

function shownOf(
  named: Pick<Share, 'id' | 'name' | 'expiresAt'>,
  view: SharedView & Pick<ShareLink['bounds'], 'accounts' | 'teams'>,
): Omit<Share, 'createdBy' | 'createdAt' | 'revokedAt' | 'lastUsedAt'> {
  const { accounts, teams, operators, pages, attributes, copilot, compare, clock } = view;
  const { from, to } = rangeOfView(view, Date.now());
  return {
    ...named,
    from: new Date(from),
    to: new Date(to),
    preset: 'preset' in view.range ? view.range.preset : null,
    ...{ timezone: view.zone, compare, clock, host: view.host ?? null },
    daysBefore: view.daysBefore ?? null,
    filter: {
      ...{ accounts, teams, operators, pages, attributes },
      copilot: copilot ?? null,
      hours: view.hours,
    },
  };
}
