import type { TargetRow } from '../api/targets';
import { duration, wholeShare } from '../format/numbers';
import { t } from '../messages/text';
import { PlaceLink } from '../summary/place-link';
import type { HeadlineFigure } from './headline-figures';
import { standingOf } from './target-words';

interface FigureGoalProps {
  readonly figure: HeadlineFigure;
  /** Undefined until they have come. */
  readonly targets: readonly TargetRow[] | undefined;
}

/** What a figure should be, by the target on it, and how far that is kept. */
export function FigureGoal({ figure: { goals = [] }, targets = [] }: FigureGoalProps) {
  const [target] = goals.flatMap((measure) => targets.filter((one) => one.measure === measure));
  if (target?.rate == null) return null;
  const { rate, goalRate, withinSeconds, clock } = target;
  const parts = { share: wholeShare(rate), limit: duration(withinSeconds), goal: wholeShare(goalRate) };
  const text = clock === 'WORKING' ? t('figure.goalInWorkingHours', parts) : t('figure.goal', parts);
  return (
    <p class={`figure-goal ${standingOf(target)?.tone ?? 'neutral'}`}>
      <PlaceLink to="#targets">{text}</PlaceLink>
    </p>
  );
}
