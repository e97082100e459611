import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { stepRange, stepsOf } from './step-range';

/** Buttons that move the range by its length. */
export function RangeSteps() {
  const store = usePageStore();
  // The signs are turned round where writing goes from right to left.
  return (
    <span class="range-steps">
      {([-1, 1] as const).map((steps) => (
        <button
          key={steps}
          type="button"
          title={t(steps < 0 ? 'range.earlier' : 'range.later')}
          aria-label={t(steps < 0 ? 'range.earlier' : 'range.later')}
          aria-disabled={stepsOf(store, steps) === undefined}
          onClick={() => {
            stepRange(store, steps);
          }}
        >
          <span aria-hidden="true">{steps < 0 ? '‹' : '›'}</span>
        </button>
      ))}
    </span>
  );
}
