import { t } from '../messages/text';
import { dateAt, daysLater, isDate } from '../time/local-calendar';
import { daysOf, resolveChosenRange } from '../time/resolved-range';
import type { View } from '../view/view';
import { SelectField } from './select-field';

const COMPARES = ['previous', 'year', 'year-weekdays', 'none'] as const;
const CUSTOM = 'custom';

interface CompareFieldsProps {
  readonly view: Pick<View, 'chosen' | 'compare' | 'zone'>;
  /** When the figures were asked for. */
  readonly now: number;
  readonly onChange: (parts: Partial<View>) => void;
}

/** What the range is compared with: one of some, or as many days from a date on. */
export function CompareFields({ view, now, onChange }: CompareFieldsProps) {
  const { chosen, compare, zone } = view;
  const { first } = daysOf(chosen, now, zone);
  const { before } = resolveChosenRange(chosen, { zone, compare: 'previous', now });
  return (
    <>
      <SelectField
        label={t('filter.compare')}
        options={[
          ...COMPARES.map((value) => ({ value, label: t(`compare.${value}`) })),
          { value: CUSTOM, label: t('compare.custom') },
        ]}
        chosen={typeof compare === 'object' ? CUSTOM : compare}
        onChoose={(value) => {
          const since = before === undefined ? daysLater(first, -1) : dateAt(before.from, zone);
          onChange({ compare: COMPARES.find((one) => one === value) ?? { since } });
        }}
      />
      {typeof compare === 'object' && (
        <label class="field">
          <span>{t('compare.from')}</span>
          <input
            type="date"
            value={compare.since}
            max={daysLater(first, -1)}
            required
            onChange={({ currentTarget: { value } }) => {
              if (isDate(value) && value < first) onChange({ compare: { since: value } });
            }}
          />
        </label>
      )}
    </>
  );
}
