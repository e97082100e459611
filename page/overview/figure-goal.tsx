import type { TargetRow } from '../api/targets';
import type { Measured, MeasureInfo } from '../api/overview';
import { duration, wholeShare } from '../format/numbers';
import { t } from '../messages/text';
import { PlaceLink } from '../summary/place-link';
import type { HeadlineFigure } from './headline-figures';
import { standingOf } from './target-words';

interface FigureGoalProps {
  readonly figure: HeadlineFigure;
  /** Undefined until they have come. */
  readonly targets: readonly TargetRow[] | undefined;
  /** What the figure is, with the goal that it has of its own. */
  readonly info: Pick<MeasureInfo, 'goal'>;
  readonly current: Measured;
}

/** What a figure should be, by the target on it or its own goal, and how it stands to that. */
export function FigureGoal({ figure, targets = [], info, current }: FigureGoalProps) {
  const { goals = [], measure: name } = figure;
  const [target] = goals.flatMap((measure) => targets.filter((one) => one.measure === measure));
  if (target?.rate == null) return <OwnGoal name={name} info={info} current={current} />;
  const { rate, goalRate, withinSeconds, clock } = target;
  const parts = { share: wholeShare(rate), limit: duration(withinSeconds), goal: wholeShare(goalRate) };
  const text = clock === 'WORKING' ? t('figure.goalInWorkingHours', parts) : t('figure.goal', parts);
  return (
    <p class={`figure-goal ${standingOf(target)?.tone ?? 'neutral'}`}>
      <PlaceLink to="#targets">{text}</PlaceLink>
    </p>
  );
}

interface OwnGoalProps extends Pick<FigureGoalProps, 'info' | 'current'> {
  readonly name: string;
}

function OwnGoal({ name, info: { goal }, current }: OwnGoalProps) {
  if (goal === null) return null;
  const standing = standingOf({
    rate: current[name] ?? null,
    rateLow: current[`${name}Low`] ?? null,
    rateHigh: current[`${name}High`] ?? null,
    goalRate: goal,
  });
  const parts = { goal: wholeShare(goal), standing: standing?.words ?? '' };
  return (
    <p class={`figure-goal ${standing?.tone ?? 'neutral'}`}>
      {standing === undefined ? t('figure.goalAlone', parts) : t('figure.ownGoal', parts)}
    </p>
  );
}
