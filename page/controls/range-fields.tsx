import { useRef } from 'preact/hooks';
import { t } from '../messages/text';
import { daysLater } from '../time/local-calendar';
import { PRESETS, isPreset } from '../time/presets';
import { daysOf } from '../time/resolved-range';
import type { ChosenRange } from '../time/resolved-range';
import { RangeSteps } from './range-steps';
import { SelectField } from './select-field';

const CUSTOM = 'custom';

interface RangeFieldsProps {
  readonly chosen: ChosenRange;
  readonly zone: string;
  /** When the range was asked for: what `today` is. */
  readonly now: number;
  readonly onChoose: (range: ChosenRange) => void;
}

/** The range: a preset, or the first and the last day. */
export function RangeFields({ chosen, zone, now, onChoose }: RangeFieldsProps) {
  const first = useRef<HTMLInputElement>(null);
  const last = useRef<HTMLInputElement>(null);
  const days = daysOf(chosen, now, zone);
  const current = { first: days.first, last: daysLater(days.end, -1) };
  const presets = Object.keys(PRESETS).filter(isPreset);
  const chooseDays = (): void => {
    const given = [first, last].map(({ current: input }) => input?.value ?? '');
    const [from = '', to = ''] = given.toSorted();
    if (from !== '') onChoose({ first: from, last: to });
  };
  return (
    <>
      <SelectField
        label={t('filter.range')}
        options={[
          ...presets.map((value) => ({ value, label: t(`range.${value}`) })),
          { value: CUSTOM, label: t('range.custom') },
        ]}
        chosen={'preset' in chosen ? chosen.preset : CUSTOM}
        onChoose={(value) => {
          onChoose(isPreset(value) ? { preset: value } : current);
        }}
      />
      <RangeSteps />
      {'preset' in chosen || (
        <>
          <label class="field">
            <span>{t('filter.from')}</span>
            <input ref={first} type="date" value={current.first} required onChange={chooseDays} />
          </label>
          <label class="field">
            <span>{t('filter.to')}</span>
            <input ref={last} type="date" value={current.last} required onChange={chooseDays} />
          </label>
        </>
      )}
    </>
  );
}
